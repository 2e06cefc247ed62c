const LEGEND =
  /^[\s>•·-]{0,8}(\*{1,3}|[†‡§¹²³^])[\s=:–-]{0,4}(?=\p{L}).*\b(?:stay|remain|keep|kept|not|exclud|cancel|disconnect|skip|omit|hold|leav|later|(?:phase|wave) [2-9]|next (?:week|month|year)|pending|tbd|maybe|unsure)/iu
const LONGEST_LEGEND = 200

/** `* not porting`: the sign after numbers that stay according to a note; null for any other line. */
export function stayingMarkIn(line: string): string | null {
  return line.length > LONGEST_LEGEND ? null : (LEGEND.exec(line)?.[1] ?? null)
}

/** Whether a number of this line has the sign right after it. */
export function hasMark(line: string, mark: string | null): boolean {
  if (mark === null) return false
  for (let at = line.indexOf(mark); at !== -1; at = line.indexOf(mark, at + mark.length)) {
    const behind = line.charAt(at + mark.length)
    const isBehindNumber = /\d ?$/.test(line.slice(Math.max(0, at - 2), at))
    if (isBehindNumber && behind !== mark && !/\d/.test(behind)) return true
  }
  return false
}

const OF_REMARKS =
  /\b(?:notes?|remarks?|comments?|instructions?|descriptions?|special|details?)\b|^$/i
const STAYS =
  /^\W{0,3}(?:stay(?:s|ing)?|remains?|keep(?:ing)?|kept|leav(?:e|ing)|exclude[ds]?|skip(?:ped)?|omit(?:ted)?|removed?|drop(?:ped)?|(?:on )?hold|wait(?:ing)?|dnp|no port|not(?: (?:this|these|that|yet|now|ready|included|needed))|(?:port |move )?later|(?:will be|to be|being) (?:disconnect|cancel)\w*)\b/i
const LONGEST_STAYS = 60

/** A column of remarks; elsewhere a name may begin like a remark: `Keep Safe Storage`. */
export function isOfRemarks(heading: string): boolean {
  return OF_REMARKS.test(heading.trim())
}

/** A remark that the number of its row stays: `keep at AT&T`, `port later`. */
export function saysStay(remark: string): boolean {
  return remark.length <= LONGEST_STAYS && STAYS.test(remark)
}
