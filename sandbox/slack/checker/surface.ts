export type Surface = 'message' | 'modal' | 'home'

export const SURFACES: readonly Surface[] = ['message', 'modal', 'home']
