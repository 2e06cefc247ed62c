import { button } from '../../blocks.ts'
import { numbersInFiles } from '../../numbers-in-files.ts'
import { openBulkForm } from '../../forms/open-order-form.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.draft-files'

/** The numbers of dropped files, as one bulk order. They are read anew: a button carries no list. */
export const draftFilesAsBulk: Button<[files: readonly string[]]> = {
  id,
  needs: 'porter',
  draw: (files) => button({ id, text: 'As one bulk order', value: files.join(' ') }),
  async click(visit) {
    const files = visit.value.split(' ').map((file) => ({ id: file, name: 'the file' }))
    await openBulkForm(visit, {
      list: async () => (await numbersInFiles(visit.workspace, '', files)).numbers,
      from: files.length === 1 ? 'the file' : 'the files',
    })
  },
}
