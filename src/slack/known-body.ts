import { z } from 'zod'

const ABSENT = z.undefined().optional()
const SOMETHING = z.looseObject({})
const WHO = z.looseObject({ id: z.string() })
const PLACE = z.looseObject({ id: z.string().optional() })

/** Bolt reads these of any body without checking that they exist. */
const ANY = {
  channel: PLACE.optional(),
  team: PLACE.nullish(),
  enterprise: PLACE.nullish(),
  authorizations: z.array(SOMETHING).nullish(),
  response_url: z.string().nullish(),
  response_urls: z.array(z.looseObject({ response_url: z.string() })).optional(),
}

const NO_EVENT = { ...ANY, event: ABSENT }

const EVENT = z.looseObject({
  type: z.string(),
  user: z.union([z.string(), WHO]).optional(),
  channel: z.union([z.string(), SOMETHING]).optional(),
  item: SOMETHING.optional(),
  subteam: SOMETHING.optional(),
})

/** What Slack sends, validated as far as Bolt reads it before a listener gets it. */
const KNOWN = z.union([
  z.looseObject({ ...ANY, type: z.string().optional(), event: EVENT }),
  z.looseObject({
    ...NO_EVENT,
    command: z.string(),
    text: z.string().optional(),
    user_id: z.string(),
  }),
  z.looseObject({
    ...NO_EVENT,
    type: z.literal('block_actions'),
    user: WHO,
    actions: z.array(z.looseObject({ action_id: z.string() })).min(1),
  }),
  z.looseObject({
    ...NO_EVENT,
    type: z.enum(['view_submission', 'view_closed']),
    user: WHO,
    view: z.looseObject({ callback_id: z.string() }),
  }),
  z.looseObject({
    ...NO_EVENT,
    type: z.enum(['shortcut', 'message_action']),
    user: WHO,
    callback_id: z.string(),
  }),
  z.looseObject({ event: ABSENT, type: z.literal('app_rate_limited') }),
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
  z.looseObject({ ssl_check: z.literal('1') }),
])

/** Whether Slack sends bodies like this: any other would crash the code that reads it. */
export function isKnownBody(body: unknown): boolean {
  return KNOWN.safeParse(body).success
}
