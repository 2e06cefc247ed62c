import { expect, it } from 'vitest'
import { year } from '../../bench/year.ts'
import { extent } from '../fixtures/extent.ts'

it.runIf(extent({ usual: false, full: true }))(
  'in a year of orders no reminder is missing, late, untimely or at night, and nothing is logged as a failure',
  async () => {
    const rows = await year({ yearOrders: 60 })
    const missed = rows.filter(
      ({ figure, aim = '' }) => !/^heap/.test(figure) && /missed/.test(aim),
    )
    expect(missed).toEqual([])
    expect(rows.length).toBeGreaterThan(4)
  },
)
