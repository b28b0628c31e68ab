// What pages of plans do that no list of addresses tells: the interactive maps with their script, a plan that is asked
// for with files, the page of one that waits, the printed sheets. Each function gives back sentences, as those of
// `pages.test.mjs` do.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Pixels that a map has at the least in the colours of its legend: some points of eight pixels across. */
const LEAST_DRAWN = 100;

/** An interactive map, under its own policy: it opens without a complaint, draws its points, and tells of one. */
export async function interactive(browser, address, { viewport }) {
  const problems = [];
  const reader = await browser.newContext({ viewport });
  try {
    const page = await reader.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`the browser complains: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`the script fails: ${error.message}`));
    page.on('requestfailed', (request) => problems.push(`cannot load ${request.url()}`));
    await page.addInitScript(() => {
      globalThis.refused = [];
      document.addEventListener('securitypolicyviolation', (event) => globalThis.refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
    });
    await page.goto(address);
    const box = page.locator('#interactive-map');
    const drawn = await page
      .waitForFunction(() => document.getElementById('interactive-map')?.dataset.drawn === 'yes', null, { timeout: 30_000 })
      .then(() => true)
      .catch(() => false);
    if (!drawn) return [...problems, `draws nothing: ${await box.innerText()}`];
    (await page.evaluate(() => globalThis.refused)).forEach((one) => problems.push(`the policy refuses ${one}`));
    const pixels = await coloured(reader, page, box);
    if (pixels < LEAST_DRAWN) problems.push(`${pixels} pixels have a colour of the legend, fewer than ${LEAST_DRAWN}`);
    await box.locator('canvas').focus();
    await page.keyboard.press('Enter');
    const popup = page.locator('.maplibregl-popup h2');
    const told = await popup.first().innerText({ timeout: 5000 }).catch(() => '');
    if (!told.trim()) problems.push('tells nothing of the shape nearest to its middle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) problems.push(`is ${wide} px wider than its window`);
    return problems;
  } finally {
    await reader.close();
  }
}

/** How many pixels of a map are near to a colour of its legend. */
async function coloured(reader, page, box) {
  const colours = await page.evaluate(() =>
    [...document.querySelectorAll('#interactive-legend [data-swatch]')].map((one) => getComputedStyle(one).fill),
  );
  const image = (await box.screenshot()).toString('base64');
  const counter = await reader.newPage();
  const pixels = await counter.evaluate(
    async ([image, colours]) => {
      const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      pen.drawImage(bitmap, 0, 0);
      const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
      // Shapes are drawn so that a little of the ground shines through.
      const wanted = colours.map((colour) => colour.match(/\d+/g).slice(0, 3).map(Number));
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [x, y] = [(at / 4) % bitmap.width, Math.floor(at / 4 / bitmap.width)];
        // The controls and the scale are no shapes.
        if ((x > bitmap.width - 70 && y < 130) || (x < 130 && y > bitmap.height - 50)) continue;
        const near = (colour) => colour.every((part, index) => Math.abs(part - data[at + index]) < 40);
        if (wanted.some(near)) found += 1;
      }
      return found;
    },
    [image, colours],
  );
  await counter.close();
  return pixels;
}

/** A plan asked for with files and without script, followed until it is made; then made again from the same files. */
export async function asked(context, base, lang, files) {
  const problems = [];
  const reader = await context({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  try {
    const page = await reader.newPage();
    await page.goto(`${base}/${lang}/plans/new`);
    await page.locator('#sites').setInputFiles(files.sites);
    await page.locator('#network').setInputFiles(files.network);
    for (const folded of await page.locator('form.plan > details').all()) await folded.locator('summary').click();
    await page.locator('#incomes').setInputFiles(files.incomes);
    await page.locator('#basket').fill(lang === 'fr' ? '2,5' : '2.5');
    await page.locator('#title').fill('Essai');
    await page.locator('form.plan button').click();
    // Without script the page comes again by itself.
    await page.waitForSelector('#mix', { timeout: 60_000 });
    const plan = page.url();
    if ((await page.locator('h1').innerText()) !== 'Essai') problems.push('the plan has another title');
    if (!/2[.,]50/.test(await page.locator('main').innerText())) problems.push('the basket is not told');
    await page.locator('.banner a').click();
    if (!page.url().endsWith('/again')) problems.push(`the form does not open again: ${page.url()}`);
    const kept = await page.locator('input[name=keep]:checked').count();
    if (kept !== 3) problems.push(`${kept} files are kept, not 3`);
    const taken = await page.locator('#column-latitude-1-hint').innerText();
    if (!taken.includes('latitude')) problems.push(`the column taken for latitude is not told: ${taken}`);
    await page.locator('#column-name-1').fill('district');
    await page.locator('form.plan button').click();
    await page.waitForSelector('#mix', { timeout: 60_000 });
    if (page.url() === plan) problems.push('the plan is not made again');
    await page.locator('.banner button').click();
    const gone = await reader.request.get(page.url().endsWith('/plans') ? plan : page.url());
    if (!page.url().endsWith(`/${lang}/plans`)) problems.push(`removed, it leads to ${page.url()}`);
    if (gone.status() !== 200) problems.push('the other plan is gone too');
    return problems;
  } finally {
    await reader.close();
  }
}

/** The page of a plan that waits, held as it is: it is asked for behind others, and does not come again by itself. */
export async function waiting(context, base, lang, files, checks) {
  const reader = await context({ bypassCSP: true });
  const ask = async () => {
    const form = new FormData();
    form.append('sites', new Blob([readFileSync(files.sites)]), basename(files.sites));
    form.append('network', new Blob([readFileSync(files.network)]), basename(files.network));
    form.append('sensitivity', 'yes');
    const answer = await fetch(`${base}/${lang}/plans/new`, { method: 'POST', body: form, redirect: 'manual' });
    return base + answer.headers.get('location');
  };
  try {
    const others = [await ask(), await ask(), await ask()];
    const address = await ask();
    const html = await (await fetch(address)).text();
    const problems = html.includes('<progress') ? [] : ['it did not have to wait: look at this test'];
    const page = await reader.newPage();
    const held = html.replace(/<meta http-equiv="refresh"[^>]*>/, '');
    await page.route(address, (route) => route.fulfill({ body: held, contentType: 'text/html; charset=utf-8' }));
    problems.push(...(await checks(page, address)));
    for (const one of [...others, address]) await fetch(`${one}/cancel`, { method: 'POST' });
    await page.unroute(address);
    await page.goto(address);
    const text = await page.locator('main').innerText();
    if (!(await page.locator('form button').count())) problems.push(`what is over cannot be removed: ${text}`);
    return problems;
  } finally {
    await reader.close();
  }
}

/** A sheet to print, as the file that it is. */
export async function sheet(context, path, checks) {
  const reader = await context({ javaScriptEnabled: true });
  try {
    const page = await reader.newPage();
    const problems = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(`the browser complains: ${message.text()}`));
    page.on('request', (request) => request.url().startsWith('file:') || problems.push(`asks elsewhere: ${request.url()}`));
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(pathToFileURL(path).href);
      problems.push(...(await checks(page)).map((problem) => `${width} px: ${problem}`));
    }
    return problems;
  } finally {
    await reader.close();
  }
}

/** The files of the invented island. */
export const island = (folder) => ({
  sites: join(folder, 'schools.csv'),
  network: join(folder, 'fibre.geojson'),
  incomes: join(folder, 'incomes.csv'),
});
