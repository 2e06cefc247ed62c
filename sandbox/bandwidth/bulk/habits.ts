/** One of two ways that Bandwidth's pages show, or each in turn. */
type Way<One extends string, Other extends string> = One | Other | 'turns'

/** How the practice Bandwidth writes what the pages on bulk orders leave open or show in two ways. */
export interface BulkHabits {
  /** GET, PUT and PATCH of a bulk order say its OrderId; POST always does. */
  orderIdInReplies: boolean
  /** What a number of a child is called in a tnList. */
  childNumbers: Way<'Tn', 'TN'>
  /** Children stand in a ChildPortinOrderList, or beside everything else. */
  children: Way<'listed', 'bare'>
  /** In what the numbers of an error stand. */
  errorNumbers: Way<'TnList', 'TelephoneNumbers'>
  /** A VALID_DRAFT_TNS tnList names the numbers of the children once more as portable. */
  portableBesideChildren: boolean
  /** Children are made of what is portable although some numbers are not. */
  childrenWhenInvalid: boolean
  /** A NotValidatedTnList has those alone that are still to be checked, ever fewer; else all to the end. */
  finishedLeaveList: boolean
  /** Documents of an old child go to the new one with its other data. */
  documentsFollow: boolean
  /** So many checks of a list fail, one after the other, if a number makes the vendor fail. */
  vendorFailures: number
}

export const BULK_HABITS: BulkHabits = {
  orderIdInReplies: false,
  childNumbers: 'turns',
  children: 'turns',
  errorNumbers: 'turns',
  portableBesideChildren: false,
  childrenWhenInvalid: false,
  finishedLeaveList: false,
  documentsFollow: false,
  vendorFailures: 1,
}

const WAYS: Readonly<Record<string, readonly string[]>> = {
  childNumbers: ['Tn', 'TN', 'turns'],
  children: ['listed', 'bare', 'turns'],
  errorNumbers: ['TnList', 'TelephoneNumbers', 'turns'],
}

/** The habits among what a door is given; what is none of them is left out. */
export function readHabits(sent: Readonly<Record<string, unknown>>): Partial<BulkHabits> {
  const isOne = ([name, value]: [string, unknown]): boolean =>
    typeof value === 'string'
      ? WAYS[name]?.includes(value) === true
      : Object.entries(BULK_HABITS).some(
          ([known, first]) => known === name && typeof first === typeof value,
        )
  return Object.fromEntries(Object.entries(sent).filter(isOne))
}
