import { control } from './control.ts'

export const renewSubscriptions = control('doctor.renew-subscriptions', () => ({
  text: 'Renew subscriptions',
  value: 'all',
}))
