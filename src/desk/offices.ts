import type { FastifyInstance } from 'fastify'
import { officesOf } from '../../jobs/offices.ts'
import { html } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { sendPage } from './page.ts'
import { wordsFor } from './words.ts'

/** How each office writes, by what was confirmed, and how often that was right. */
export function addOffices(server: FastifyInstance, desk: Desk): void {
  server.get('/offices', async (request, reply) => {
    const words = wordsFor(request)
    const offices = await officesOf(desk.services())
    return sendPage(request, reply, {
      title: words.offices,
      section: 'offices',
      main: html`<h1>${words.offices}</h1>
        <p>${offices.length === 0 ? words.noOffices : words.aboutOffices}</p>
        ${offices.map(
          ({ office, examples }) =>
            html`<h2>${office}</h2>
              <div class="scroll" tabindex="0" role="region" aria-label="${office}">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">${words.example}</th>
                      <th scope="col">${words.belongs}</th>
                      <th scope="col">${words.isRead}</th>
                      <th scope="col">${words.mailsRead}</th>
                      <th scope="col">${words.putRight}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${examples.map(
                      ({ mail, date, from, fields, mails, corrected }) =>
                        html`<tr>
                          <td><a href="/mails/${mail}">${date.slice(0, 10)}</a></td>
                          <td>${from}</td>
                          <td lang="en">${['start', ...fields].join(', ')}</td>
                          <td>${mails}</td>
                          <td>${corrected}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`,
        )}`,
    })
  })
}
