/** How a message names the place where it stands. */
export const THIS_THREAD = 'this order’s thread'
