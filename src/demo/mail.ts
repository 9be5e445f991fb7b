/** A sample mail, written for the demo in the style of Swiss senders; its dates lie in the coming weeks. */
export interface SampleMail {
  source: string
}

/** A mail of the sample list, as an office's program sends it; `id` is the left part of its Message-ID. */
export function mail(
  id: string,
  from: string,
  sent: Temporal.ZonedDateTime,
  subject: string,
  body: string,
  inReplyTo: string | null = null,
): SampleMail {
  const date = `${sent.toLocaleString('en-GB', { weekday: 'short' })}, ${sent.day} ${sent.toLocaleString('en-GB', { month: 'short' }).slice(0, 3)} ${sent.year} ${sent.toPlainTime().toString({ smallestUnit: 'second' })} ${sent.offset.replace(':', '')}`
  const encoded = (text: string) =>
    /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const headers = [
    `From: ${from}`,
    'To: statlist@stat.example',
    `Subject: ${encoded(subject)}`,
    `Date: ${date}`,
    `Message-ID: <${id}@demo.statlist.example>`,
    'List-Id: <statlist.stat.example>',
    ...(inReplyTo === null ? [] : [`In-Reply-To: <${inReplyTo}@demo.statlist.example>`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
  ]
  const lines = Buffer.from(body)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\r\n')
  return { source: `${headers.join('\r\n')}\r\n\r\n${lines}` }
}
