interface Part {
  readonly name: string
  readonly filename: string | undefined
  readonly bytes: Buffer
}

/** The parts of a multipart/form-data body. */
export function readMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (boundary === undefined) return []
  // Latin-1 maps every byte to one character and back.
  const sections = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1)
  return sections.map((section) => {
    const end = section.indexOf('\r\n\r\n')
    const head = Buffer.from(section.slice(0, end), 'latin1').toString()
    return {
      name: /[; ]name="([^"]*)"/i.exec(head)?.[1] ?? '',
      filename: /filename="([^"]*)"/i.exec(head)?.[1],
      bytes: Buffer.from(section.slice(end + 4), 'latin1'),
    }
  })
}
