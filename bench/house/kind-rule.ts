import type { Rule } from 'eslint'
import { relative } from 'node:path'
import type ts from 'typescript'
import { kindQuestionsIn } from './kind-questions.ts'

/** Where it may be asked whether something is an order or a bulk order, and how often. */
export const ASKS_WHICH_KIND: Readonly<Record<string, number>> = {
  'src/desk/answer-refresh-requests.ts': 1,
  'src/desk/bulk/attach-child.ts': 2,
  'src/desk/bulk/child-changes.ts': 2,
  'src/desk/bulk/find-bulk.ts': 1,
  'src/desk/bulk/follow-bulk.ts': 2,
  'src/desk/bulk/reconcile-bulks.ts': 1,
  'src/desk/bulk/sync-children.ts': 1,
  'src/desk/change-refusals.ts': 1,
  'src/desk/edit-order.ts': 1,
  'src/desk/numbered.ts': 4,
  'src/desk/order-kind.ts': 1,
  'src/desk/possible.ts': 1,
  'src/desk/refresh-order.ts': 1,
  'src/desk/remind-of-orders.ts': 1,
  'src/desk/save-deletion.ts': 1,
  'src/slack/buttons/open-forms.ts': 1,
  'src/slack/forms/approve-ahead-form.ts': 1,
  'src/slack/forms/consent-form.ts': 1,
  'src/slack/forms/open-order-form.ts': 1,
  'src/slack/messages/change-buttons.ts': 1,
  'src/slack/messages/order-actions.ts': 1,
  'src/slack/messages/whose-move.ts': 1,
}

/** The linter knows all types already; to read them for this alone would take half a minute. */
export const askWhichKindWhereListed: Rule.RuleModule = {
  create: (context) => ({
    'Program:exit': (node) => {
      const { program } = context.sourceCode.parserServices as { readonly program: ts.Program }
      const file = program.getSourceFile(context.filename)
      if (file === undefined) throw new Error(`${context.filename} is linted without its types`)
      const asked = kindQuestionsIn({ files: [file], checker: program.getTypeChecker() })
      const name = relative(context.cwd, context.filename).replaceAll('\\', '/')
      const listed = ASKS_WHICH_KIND[name] ?? 0
      if (asked.length === listed) return
      const places = asked.map(({ line, text }) => `line ${line}: ${text}`).join('; ')
      context.report({
        node,
        message: `Asks ${asked.length} times which kind an order is, and is listed with ${listed} (bench/house/kind-rule.ts). What differs belongs into OrderKind. ${places}`,
      })
    },
  }),
}
