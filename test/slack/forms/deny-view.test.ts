import { describe, expect, it } from 'vitest'
import { denyView, readDenyForm, reasonOf } from '../../../src/slack/forms/deny-view.ts'
import { mrkdwn } from '../../../src/slack/mrkdwn.ts'
import { untouched } from './practice-screen.ts'
import { refusalsOf } from '../slack-takes.ts'

const asked = mrkdwn`Submit *#1042*, asked by ${'dana & co'}`

describe('the denial', () => {
  it('shows what is denied', () => {
    const view = denyView({ approvalId: 'a-1', asked })
    expect(readDenyForm(untouched(view))).toBe('')
    expect(refusalsOf(view)).toEqual([])
    expect(view.private_metadata).toBe('a-1')
    expect(JSON.stringify(view)).toContain('dana &amp; co')
  })

  it('takes a reason of up to 300 characters', () => {
    expect(reasonOf(` ${'🦷'.repeat(300)} `)).toEqual({ ok: '🦷'.repeat(300) })
  })

  it('wants a reason', () => {
    expect(reasonOf(' \n')).toMatchObject({ problems: [{ field: 'reason' }] })
  })

  it('says at the field how much too long a reason is', () => {
    const reading = reasonOf('x'.repeat(301))
    expect('problems' in reading && reading.problems[0]?.says).toContain('Keep it to 300')
  })
})
