import type { Note } from '../porting/notes.ts'
import { readInstant } from './dates.ts'
import type { XmlElement } from './xml.ts'
import { leaf, xmlDocument } from './xml-writer.ts'

export function writeNote(userId: string, text: string): string {
  return xmlDocument('Note', leaf('UserId', userId), leaf('Description', text))
}

export function readNotes(root: XmlElement): readonly Note[] {
  return root.children('Note').map((note) => ({
    id: note.child('Id').text() ?? '',
    userId: note.child('UserId').text(),
    text: note.child('Description').text() ?? '',
    at: readInstant(note.child('LastDateModifier').text()),
  }))
}
