import type { CauseName } from './explained-causes.ts'
import type { OrderField } from './fix.ts'

/** Codes of one cause; `7107-7112` is all from the first to the last. */
type CodeRow = readonly [cause: CauseName, codes: string, field?: OrderField]

// Every code that Bandwidth publishes for port-ins and that has a text of our own (November 2026). Codes
// for which the vendor's text is used verbatim are not listed.
const CODE_ROWS: readonly CodeRow[] = [
  ['numbers-unreadable', '6111 6112 6148-6150 6183 6297 6301 7101 7102 7122 7201 7202 7316 7339'],
  ['numbers-unreadable', '7360 7501 7502 7505 7615 7718 7719'],
  ['not-portable', '6113 6151 6152 6154-6169 6211 6213 6230 6231 6429 6430 6443 6453 6467'],
  ['not-portable', '6480-6482 6551 7004 7321 7331 7400 7403 7405 7470 7503 7600 7609 7627'],
  ['not-portable', '7653'],
  ['spare', '7620 7642'],
  ['kept-back', '7621 7643'],
  ['denied', '7622 7644'],
  ['by-hand-only', '7654-7657'],
  ['in-another-order', '7205 7407'],
  ['pending-order', '6281 6473 6500 6501 6526'],
  ['at-bandwidth-already', '7206 7320 7431 7441'],
  ['not-at-bandwidth', '7504'],
  ['not-in-service', '6284 6470 6476 6540 6541 7378 7409 7426 7427 7516 7518 7671'],
  ['not-together', '6179 6206 6238 7363 7386 7495 7500 7507 7652'],
  ['billing-elsewhere', '7204'],
  ['several-accounts', '6208'],
  ['one-order-for-all', '6569'],
  ['too-many', '6173 6495 7314 7490 7517 7616'],
  ['billing-number', '6479 6493 6494 6536 6558 6568 6570 7103 7203 7445 7494 7496 7497'],
  ['partial-port', '6504 6510 7319 7434'],
  ['subscriber-incomplete', '6295 7104-7106 7211 7324 7354-7356 7422'],
  ['name-differs', '6214 6487 6508 6544 7404 7414 7429'],
  ['service-type', '6496 6497'],
  ['address-incomplete', '7107-7112 7214 7329 7330 7395 7514'],
  ['address-differs', '6105 6147 6203 6218-6220 6225-6229 6232 6237 6566 7402 7515'],
  ['address-for-a-new-order', '6463'],
  ['record-differs', '6215 6216 6289 6366 6507 6538 6539 6543 6545 6555 7322 7408 7471 7519'],
  ['account-number', '7114 7212 7401 7510 7511'],
  ['pin', '6518 7117 7213 7435 7512 7513 7610'],
  ['account-and-pin', '6207 6466 6468 6514-6517 7113 7481'],
  ['ssn', '6210 6513 7443'],
  ['not-wireless', '6209'],
  ['loa-person', '6505 7115 7357 7473'],
  ['loa-wanted', '6114 6483-6486 6506 7424'],
  ['document-wanted', '6492 6561'],
  ['document-refused', '7638-7641 7800'],
  ['date', '6107 6120 6123 6275 6278 6304 6310 6311 6512 6547 6552 7119 7207-7210'],
  ['date', '7216 7217 7313 7315 7317 7381 7382 7387 7438 7439 7601-7603 7608'],
  ['date-unmet', '7412'],
  ['site', '7309 7310 7334 12016'],
  ['peer', '7311 7312 7332 13563'],
  ['resporg', '7527-7533'],
  ['customer-must-clear', '6431 6433 6435 6437 6439 6441 6445-6447 6449 6451 6455 6457 6459 6461'],
  ['customer-must-clear', '6475 6477 6478 6489 6490 6498 6499 6519 6522 6542 6550 6560 6562 7413'],
  ['customer-must-clear', '7415 7416 7420 7425 7436 7520'],
  ['consent', '6556 7406 7410 7411 7421'],
  ['hunt-group', '7419'],
  ['forwarded', '7437'],
  ['not-for-toll-free', '7383', 'account'],
  ['not-for-toll-free', '7384 7385', 'billing'],
  ['not-for-toll-free', '7391', 'subscriber'],
  ['not-for-toll-free', '7397'],
  ['too-late', '6294 6313-6316 6332 7301-7304 7349 7353 7371 7390 7432 7433 7482 7483'],
  ['too-late', '7523-7526 7624 7625 7635-7637 7648'],
  ['bulk-moved-on', '7700-7705 7709 7711-7714 7716'],
  ['bulk-date', '7715'],
  ['goes-with-the-bulk', '7717'],
  ['fixed-by-now', '7305', 'billing'],
  ['fixed-by-now', '7306', 'subscriber'],
  ['fixed-by-now', '7307', 'address'],
  ['fixed-by-now', '7308', 'account'],
  ['fixed-by-now', '7350 7708'],
  ['fixed-by-now', '7487', 'peer'],
  ['fixed-by-now', '7498 7499 7506', 'numbers'],
  ['fixed-by-now', '7534 7535', 'resporg'],
  ['not-activated', '6180 6181 6318 6325-6331 6333-6335 7338 7340-7346 7351 7352 7361 7362'],
  ['not-activated', '7392 7394 7479 7492 7604-7607'],
  ['outage', '6100 6102 6139 6142 6191 6195 6197 6217 6222 6233 6234 6258 6272 6273'],
  ['outage', '6276 6320 6336 6361 6370 6374 6424-6426 6520 6523 6525 6527 6548 6549'],
  ['outage', '6554 6557 6559 6564 6565 6571 6572 6574-6579 7000 7005 7006 7300 7323'],
  ['outage', '7348 7418 7430 7442 7444 7484 7485 7521 7617-7619 7623 7626 7628 7646'],
  ['later', '6563'],
  ['not-found', '7100 7200 7215 7335 7480'],
  ['make-it-again', '6101 6103 6104 6106 6108-6110 6115-6119 6121 6122 6129 6130 6132 6133'],
  ['make-it-again', '6135 6143-6145 6240 6241 6529 6567 7611 7629-7634'],
  ['account-settings', '7001-7003 7325 7328 7333 7336 7337 7475 7476 7613 7614 7706 7707'],
  ['api-version', '7746'],
  ['order-has-ended', '7915'],
  ['record-request', '6184-6188 6192-6194 6196 6198 6199'],
  ['our-request', '7116 7118 7120 7121 7123 7318 7326 7358 7359 7364-7370 7372-7377 7379'],
  ['our-request', '7398 7399 7472 7474 7477 7478 7489 7522 7598 7599 7612 7649-7651 7710'],
  ['ask', '6124 6131 6134 6136-6138 6140 6141 6146 6153 6170-6172 6174-6178 6182'],
  ['ask', '6200 6212 6235 6236 6239 6242-6244 6247-6249 6252 6264-6271 6274 6279'],
  ['ask', '6280 6287 6288 6290-6293 6298-6300 6302 6303 6305 6306 6308 6309'],
  ['ask', '6321-6324 6337-6351 6363 6376 6377 6491 6502 6503 6509 6511 6521 7417'],
  ['ask', '7423 7428 7440 7491 7672 7999'],
  ['going-on', '6432 6434 6436 6438 6440 6442 6444 6448 6450 6452 6454 6456 6458 6460'],
  ['going-on', '6462 6464 6465 6469 6471 6472 6474 6488 7327 7347 7380 7388 7389 7396'],
  ['going-on', '7486'],
  ['good-news', '6528 6537 6546 6553 6573'],
]

interface Place {
  readonly cause: CauseName
  /** Where codes of one cause are about different parts of the form. */
  readonly field: OrderField | undefined
}

const PLACES: ReadonlyMap<string, Place> = new Map(
  CODE_ROWS.flatMap(([cause, codes, field]) =>
    codes
      .split(' ')
      .flatMap(codesFromTo)
      .map((code) => [code, { cause, field }] as const),
  ),
)

function codesFromTo(span: string): readonly string[] {
  const [first = '', last = first] = span.split('-')
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_code, index) => String(Number(first) + index))
}

export function placeOf(code: string): Place | undefined {
  return PLACES.get(code)
}
