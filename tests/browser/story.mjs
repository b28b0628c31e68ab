// The way of a promise, driven as people drive it: without script, in French on a telephone, in English on a desk. From an
// account to a reply and the report, every page on the way is looked at: it fits its window, its controls are large
// enough, axe finds nothing.
//
// `run` gives PASSWORD, the password of the accounts that it opened: moses, a moderator, and adaeze, an assessor.
// With SHOTS, a folder, every page is drawn into it.

import { join } from 'node:path';

const { PASSWORD, SHOTS } = process.env;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

const WORDS = {
  fr: { actor: 'Télécentre du lac', title: 'Dix écoles du lac en ligne', slug: 'dix-ecoles-du-lac-en-ligne', number: '1 500,50', at: '-0,0917 ; 34,7680' },
  en: { actor: 'Lake telecentre', title: 'Ten schools of the lake online', slug: 'ten-schools-of-the-lake-online', number: '1,500.50', at: '-0.0917, 34.7680' },
};

/**
 * Tells the story in a language, in a window of a width. `context` makes a reader; `examined` gives what is wrong with a
 * page that a reader without script has before them.
 */
export async function told(context, BASE, lang, width, examined) {
  const words = WORDS[lang];
  const problems = [];
  let step = 0;
  const reader = async (name) => {
    const own = await context({ javaScriptEnabled: false, viewport: { width, height: 640 } });
    const page = await own.newPage();
    page.on('console', (message) => {
      // What is refused is answered so; the browser writes that by itself.
      if (message.type() === 'error' && !/status of 4(09|22)/.test(message.text())) problems.push(`${name}: the browser complains: ${message.text()}`);
    });
    return page;
  };
  const look = async (page, what) => {
    step += 1;
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${lang}-${width}-${String(step).padStart(2, '0')}-${what}.png`), fullPage: true });
    problems.push(...(await examined(page, width)).map((problem) => `${what}: ${problem}`));
  };
  const go = async (page, path, what) => {
    const response = await page.goto(`${BASE}/${lang}/${path}`);
    if (!response.ok()) problems.push(`${what}: ${path} answers ${response.status()}`);
    await look(page, what);
  };
  const press = async (page, value, what) => {
    await page.click(`button[name=do][value="${value}"]:not(.hidden)`);
    await look(page, what);
  };
  const fill = async (page, fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`[name="${name}"]`).first();
      const kind = await field.evaluate((one) => one.tagName);
      await (kind === 'SELECT' ? field.selectOption(value) : field.fill(value));
    }
  };
  const holds = async (page, text, what) => {
    const found = (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
    if (!found.includes(text)) problems.push(`${what}: does not say “${text}”`);
  };
  // A page that takes long to make is shown as it was, until it is made: it is asked for again.
  const renewed = async (page, text) => {
    for (let left = 60; left > 0 && !(await page.locator('main').innerText()).includes(text); left -= 1) {
      await page.waitForTimeout(1000);
      await page.reload();
    }
  };
  const signIn = async (page, name) => {
    await go(page, 'sign-in', 'sign-in');
    await fill(page, { name, password: PASSWORD });
    await page.click('main form button');
    await page.waitForURL(`**/${lang}/me`);
  };
  const publish = async (page, kind, what) => {
    await page.goto(`${BASE}/${lang}/moderation`);
    await page.locator(`main a[href*="/${kind}/"]`, { hasText: kind === 'initiative' ? words.title : words.actor }).first().click();
    await look(page, what);
    await page.click('button[value=publish]');
    await page.waitForURL(`**/${lang}/moderation`);
  };

  // Somebody opens an account, and says for whom they speak.
  const amina = await reader('Amina');
  await go(amina, 'take-part', 'take-part');
  await amina.click(`main a[href="/${lang}/sign-up"]`);
  await look(amina, 'sign-up');
  await fill(amina, { name: `Amina ${lang}`, password: PASSWORD });
  await amina.click('main form button');
  await look(amina, 'codes');
  if ((await amina.locator('main code').count()) !== 10) problems.push('ten codes are not shown');
  await amina.click('main p a');
  await look(amina, 'me');
  await amina.click(`main a[href="/${lang}/write/actor"]`);
  await press(amina, 'propose', 'actor-wrong');
  if ((await amina.locator('.wrong').count()) < 2) problems.push('what is missing is not told beside its field');
  await fill(amina, { name: words.actor, kind: 'civil_society', about: 'x', country: 'KEN', languages: 'fr, sw' });
  await press(amina, 'propose', 'actor');

  // A contribution, with two aims, a place on the map, money and a file.
  await go(amina, 'me', 'me-actor');
  await amina.click('main a[href*="/write/initiative"]');
  await look(amina, 'contribution');
  await fill(amina, { title: words.title, description: 'x', start: '2026-03', end: '2028', began_before: 'no', country: 'KEN' });
  await amina.locator('details:has(input[value="gdc.1.connectivity.b"]) > summary').click();
  await amina.check('input[name=serves][value="gdc.1.connectivity.b"]');
  await fill(amina, { aim_what_1: 'Écoles', aim_unit_1: 'écoles', aim_from_1: '0', aim_to_1: '10', place_name_1: 'Kisumu', place_at_1: words.at });
  await press(amina, 'more-aims', 'contribution-more');
  if (!amina.url().endsWith('#aims-last')) problems.push(`one more aim leads to ${amina.url()}`);
  if ((await amina.inputValue('#title')) !== words.title) problems.push('what was typed is lost');
  if ((await amina.locator('.spots circle').count()) !== 1) problems.push('the place is not on the map');
  await fill(amina, { aim_what_2: 'Élèves', aim_to_2: '4000', partner_name_1: 'Fonds', partner_role_1: 'funder', budget_amount_1: words.number, budget_year_1: '2027', budget_by_1: 'Fonds', currency: 'KES' });
  await amina.setInputFiles('#evidence_file_1', { name: 'Relevé.pdf', mimeType: 'application/pdf', buffer: PDF });
  await press(amina, 'save', 'contribution-saved');
  if (!/^\/evidence\/[0-9a-f]{32}\/releve\.pdf$/.test(await amina.inputValue('#evidence_link_1'))) problems.push('the file is not kept');
  await press(amina, 'propose', 'contribution-proposed');

  // The endorsement, with that contribution.
  await amina.goto(`${BASE}/${lang}/me`);
  await amina.click('main a[href*="/write/endorsement"]');
  await look(amina, 'endorsement');
  await fill(amina, { statement: 'x', signatory: 'Amina' });
  await amina.check('input[name=contributions]');
  await press(amina, 'propose', 'endorsement-proposed');
  await go(amina, 'me', 'me-works');

  // A moderator looks at each, and publishes it.
  const moses = await reader('moses');
  await signIn(moses, 'moses');
  await go(moses, 'moderation', 'moderation');
  for (const kind of ['actor', 'initiative', 'endorsement']) await publish(moses, kind, `proposal-${kind}`);
  await go(moses, 'endorsements?country=KEN', 'wall');
  await holds(moses, words.actor, 'wall');
  await go(moses, 'endorsements?country=KEN&promise=values&standing=withdrawn', 'wall-none');

  // Progress with evidence; an assessor disagrees; the actor replies.
  await go(amina, `initiatives/${words.slug}`, 'initiative');
  await amina.click('main a[href*="/write/update"]');
  await look(amina, 'update');
  await fill(amina, { text: 'Quatre.', completion: 'limited', evidence_what_1: 'Relevé', evidence_link_1: 'https://telecentre.example/releve' });
  await press(amina, 'propose', 'updated');
  const adaeze = await reader('adaeze');
  await signIn(adaeze, 'adaeze');
  await go(adaeze, `write/assessment?of=${words.slug}`, 'assessment');
  await fill(adaeze, { assessor: 'Adaeze Obi', interests: '-', method: 'Visite.', text: 'Deux seulement.', completion: 'not_started', evidence_what_1: 'Rapport', evidence_link_1: 'https://adaeze.example/rapport' });
  await press(adaeze, 'propose', 'assessed');
  await go(amina, `write/reply?to=${words.slug}/1`, 'reply');
  await fill(amina, { text: 'Les autres suivent.' });
  await press(amina, 'propose', 'replied');
  for (const said of ['Quatre.', 'Deux seulement.', 'Les autres suivent.', 'Adaeze Obi']) await holds(amina, said, 'replied');

  // Everyone reads it where they look for it.
  const nobody = await reader('nobody');
  await nobody.goto(`${BASE}/${lang}/countries/KEN`);
  await renewed(nobody, words.actor);
  await look(nobody, 'country');
  for (const said of [words.title, words.actor, 'Adaeze Obi', 'A/RES/79/1']) await holds(nobody, said, 'country');
  await nobody.click(`main a[href="/${lang}/countries/KEN/review"]`);
  await look(nobody, 'review');
  if (!(await nobody.locator('main a[href$="/commitments/gdc.1.connectivity.b"]').count())) problems.push('the review does not name the commitment that is kept');
  await go(nobody, 'initiatives?country=KEN', 'initiatives');
  const feed = await nobody.request.get(`${BASE}/${lang}/countries/KEN/feed`);
  if (!(await feed.text()).includes(words.title)) problems.push('the feed of the country does not tell of it');
  // And in the report.
  await go(nobody, 'countries/KEN/review', 'review');
  const report = await (await nobody.request.get(`${BASE}/${lang}/reviews/KEN.html`)).text();
  for (const said of ['Deux seulement.', 'Les autres suivent.', 'Adaeze Obi']) {
    if (!report.includes(said)) problems.push(`the report does not say: ${said}`);
  }
  await go(amina, 'me', 'me-end');
  for (const page of [amina, moses, adaeze, nobody]) await page.context().close();
  return problems;
}
