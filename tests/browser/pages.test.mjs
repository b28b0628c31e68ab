// Opens every page of pages.txt in every language, and says what does not hold.
//
// `run` starts the node and gives BASE, CHROMIUM, MODULES (where the packages are), REAL_FIGURES, ONLY, ISLAND (the files
// of the invented country) and SHEETS (a folder with printed sheets in it).
// Each check is a function that gives back sentences: nothing wrong, an empty list.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as heard from './heard.mjs';
import * as plans from './plans.mjs';
import * as story from './story.mjs';

const { BASE, CHROMIUM, MODULES, REAL_FIGURES, ONLY, ISLAND, SHEETS } = process.env;
const require = createRequire(join(MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const HERE = dirname(fileURLToPath(import.meta.url));

const LANGUAGES = { fr: 'ltr', en: 'ltr' };
/** A first load, compressed, with its style and its sign. */
const MOST_BYTES = 60 * 1024;
/** The style, before compression. */
const MOST_STYLE = 14 * 1024;
/** Main controls: height and width, in pixels. */
const CONTROL = 44;
/** Longer pages are walked with the Tab key only so far, in the first language and in the others. */
const MOST_TABS = [110, 25];
const AT_ONCE = 3;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const CONTROLS = 'header a, footer a, .crumbs a, .beside a, button, input, select, summary';
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

const pages = readFileSync(join(HERE, 'pages.txt'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [, mark, path] = /^(?:(data|404) )?(\S+)$/.exec(line);
    return { path: path === '.' ? '' : path, data: mark === 'data', status: mark === '404' ? 404 : 200 };
  })
  .filter(({ path, data }) => (!data || REAL_FIGURES) && (!ONLY || path.includes(ONLY)));

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, '--disable-gpu'] });
/** One that draws in three dimensions without a card for it: the interactive maps need that. */
const drawer = () =>
  chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });

const found = [];
const note = (where, problems) => problems.forEach((problem) => found.push(`${where}: ${problem}`));
const started = Date.now();

// Three kinds of readers: without script (what people get), with script for axe, and with a keyboard.
const context = (options) => browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });

/** A page opened in a fresh browser without script: complete, light, nothing refused. */
async function withoutScript(address, lang, { status }) {
  const fresh = await context({ javaScriptEnabled: false });
  const problems = [];
  try {
    const page = await fresh.newPage();
    const network = await fresh.newCDPSession(page);
    let bytes = 0;
    await network.send('Network.enable');
    network.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
    page.on('console', (message) => {
      // The browser itself writes the 404 of the address asked for.
      if (message.type() === 'error' && !(status === 404 && /404/.test(message.text())))
        problems.push(`the browser complains: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(BASE)) problems.push(`asks elsewhere: ${request.url()}`);
    });
    const response = await page.goto(address, { waitUntil: 'load' });
    if (response.status() !== status) problems.push(`answers ${response.status()}, not ${status}`);
    if (bytes > MOST_BYTES) problems.push(`${bytes} bytes on first load, above ${MOST_BYTES}`);
    const html = await response.text();
    const own = /<script src="\/assets\/explore-[0-9a-f]+\.js" defer><\/script>/;
    // One page has a script, from here.
    const rest = address.includes('/explore') ? html.replace(own, '') : html;
    if (/<script|<style|\sstyle=|\son[a-z]+=/i.test(rest)) problems.push('has script or inline style');
    if (!html.includes(`<html lang="${lang}" dir="${LANGUAGES[lang]}">`)) problems.push('does not say its language');
    if (/\{\{|\{%|\{ ?\$|⁨|undefined|NaN/.test(html)) problems.push('shows the inside of a template');
    if ((await page.locator('h1').count()) !== 1) problems.push('does not have one h1');
    if ((await page.locator('main').innerText()).length < 60) problems.push('is nearly empty without script');
    if (!/\S – Passerelle$/.test(await page.title())) problems.push(`its title is ${await page.title()}`);
    return { problems, bytes };
  } finally {
    await fresh.close();
  }
}

async function axe(page, options) {
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.map(({ id, help, nodes }) => {
    const first = nodes[0];
    return `${id}: ${help} (${nodes.length}, first: ${first.html.slice(0, 120)} ${first.failureSummary.split('\n')[1]?.trim()})`;
  });
}

/** What sticks out of the page sideways, tables in their own scroller aside. */
const sidewise = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (root.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      const past = box.width > 1 && (box.right > width + 1 || box.left < -1);
      return past && !element.closest('.scroll') && !element.matches('.skip, .hidden');
    });
    const names = out.slice(0, 3).map((one) => one.outerHTML.slice(0, 100).replace(/\s+/g, ' '));
    return [`is ${root.scrollWidth} px wide where ${width} are there: ${names.join(' | ')}`];
  });

/** Words cut by the edge of what holds them. */
const cut = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, label, button, summary, a')]
      .filter((one) => !one.closest('.hidden, .skip') && one.scrollWidth > one.clientWidth + 2)
      .filter((one) => getComputedStyle(one).display !== 'inline' && !one.querySelector('.scroll, svg'))
      .slice(0, 3)
      .map((one) => `words stick out of ${one.outerHTML.slice(0, 100)}`),
  );

const small = (page) =>
  page.evaluate(
    ([selector, least]) =>
      [...document.querySelectorAll(selector)]
        .filter((one) => one.checkVisibility() && one.type !== 'hidden' && !one.matches('.hidden'))
        // A box that is ticked is as large as its words.
        .map((one) => [one, ((one.type === 'checkbox' && one.closest('label')) || one).getBoundingClientRect()])
        .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
        .slice(0, 3)
        .map(([one, box]) => `${Math.round(box.width)}×${Math.round(box.height)} is small for ${one.outerHTML.slice(0, 80)}`),
    [CONTROLS, CONTROL],
  );

const said = (prefix, problems) => problems.map((problem) => `${prefix}: ${problem}`);

/** The page that a reader without script has before them, as axe and a ruler find it. */
async function examined(page, width) {
  const [address, html] = [page.url().split('#')[0], await page.content()];
  const reader = await context({ bypassCSP: true, viewport: { width, height: 640 } });
  try {
    const copy = await reader.newPage();
    await copy.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await copy.goto(address);
    await copy.evaluate(AXE);
    return [
      ...(await axe(copy, { runOnly: TAGS, resultTypes: ['violations'] })),
      ...said(`${width} px`, [...(await sidewise(copy)), ...(await small(copy)), ...(await cut(copy))]),
    ];
  } finally {
    await reader.close();
  }
}

/** A sheet to print, at the width that it is opened in. */
async function printable(page) {
  await page.evaluate(AXE);
  const violations = await axe(page, { runOnly: TAGS, resultTypes: ['violations'] });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [
    ...violations,
    ...(wide > 0 ? [`${wide} px wider than its window`] : []),
  ];
}

/** Axe, light and dark; narrow, large, and from right to left. */
async function drawn(page, address) {
  const problems = [];
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', media: 'screen', reducedMotion: 'no-preference' });
  await page.goto(address);
  await page.evaluate(AXE);
  problems.push(...said('light', await axe(page, { runOnly: TAGS, resultTypes: ['violations'] })));
  problems.push(...said('1280 px', [...(await sidewise(page)), ...(await small(page)), ...(await cut(page))]));
  await page.emulateMedia({ colorScheme: 'dark' });
  // Nothing but colours changes.
  problems.push(...said('dark', await axe(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'] })));
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  if (paper === 'rgb(255, 255, 255)') problems.push('dark: the paper is white');

  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  problems.push(...said('320 px', [...(await sidewise(page)), ...(await small(page)), ...(await cut(page))]));
  problems.push(...said('320 px', await axe(page, { runOnly: { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] }, resultTypes: ['violations'] })));
  const direction = (dir) => page.evaluate((dir) => (document.documentElement.dir = dir), dir);
  await direction('rtl');
  problems.push(...said('320 px, right to left', await sidewise(page)));
  await page.setViewportSize({ width: 1280, height: 800 });
  problems.push(...said('1280 px, right to left', await sidewise(page)));
  await direction('ltr');

  await page.setViewportSize({ width: 320, height: 640 });
  const root = (name, value) => page.evaluate(([name, value]) => (document.documentElement.style[name] = value), [name, value]);
  await root('fontSize', '200%');
  problems.push(...said('320 px, letters twice as large', [...(await sidewise(page)), ...(await cut(page))]));
  await root('fontSize', '');
  await page.setViewportSize({ width: 640, height: 800 });
  await root('zoom', '2');
  problems.push(...said('640 px, enlarged twice', await sidewise(page)));
  await root('zoom', '');

  await page.emulateMedia({ reducedMotion: 'reduce' });
  problems.push(
    ...(await page.evaluate(() => {
      const moving = [...document.querySelectorAll('*')].filter((one) => {
        const style = getComputedStyle(one);
        return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
      });
      const scroll = getComputedStyle(document.documentElement).scrollBehavior;
      return [...(moving.length ? ['moves although asked not to'] : []), ...(scroll === 'auto' ? [] : ['scrolls smoothly although asked not to'])];
    })),
  );

  // Paper: the width of A4 between its margins.
  await page.setViewportSize({ width: 700, height: 990 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  problems.push(
    ...(await page.evaluate(() => {
      const problems = [];
      const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ contentVisibilityAuto: true }));
      if (shown('nav, form, .skip').length) problems.push('print: menus or forms are printed');
      if (shown('h1').length !== 1) problems.push('print: the title is missing');
      const hidden = [...document.querySelectorAll('details:not(:has(> form), form *) > *')].filter((one) => !one.checkVisibility());
      if (hidden.length) problems.push(`print: ${hidden.length} folded parts are not printed`);
      if (getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)') problems.push('print: dark paper');
      return problems;
    })),
  );
  return problems;
}

/** The Tab key, on the page that `drawn` opened: the skip link first, then everything, always seen. */
async function walked(page, most) {
  const problems = [];
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  const wanted = await page.evaluate(
    (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length,
    FOCUSABLE,
  );
  await page.evaluate((selector) => {
    globalThis.walk = [];
    document.addEventListener('focusin', ({ target }) => {
      const style = getComputedStyle(target);
      const box = target.getBoundingClientRect();
      const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      globalThis.walk.push({ index: [...document.querySelectorAll(selector)].indexOf(target), what: target.outerHTML.slice(0, 80), skip: target.matches('.skip'), seen, outlined });
    });
  }, FOCUSABLE);
  const presses = Math.min(wanted, most);
  for (let press = 0; press < presses; press += 1) await page.keyboard.press('Tab');
  const walk = await page.evaluate(() => globalThis.walk);
  // A page made for a frame has no menu before its content: there is nothing to skip.
  const framed = await page.evaluate(() => document.body.matches('.embed') && !document.querySelector('header, nav'));
  if (!framed && !walk[0]?.skip) problems.push('the first stop of Tab is not the skip link');
  const reached = new Set(walk.map((step) => step.index));
  if (reached.size < presses) problems.push(`Tab reaches ${reached.size} of ${presses} controls`);
  if (walk.some((step, index) => index > 0 && step.index < walk[index - 1].index)) problems.push('Tab does not follow the order of the page');
  walk.filter((step) => !step.seen || !step.outlined).slice(0, 3).forEach((step) => problems.push(`focus is not seen on ${step.what}`));

  if (framed) return problems;
  const skip = page.locator('.skip');
  if ((await skip.count()) !== 1) return [...problems, 'does not have one skip link'];
  await skip.focus();
  await page.keyboard.press('Enter');
  const focused = await page.evaluate(() => document.activeElement.id);
  if (focused !== 'main') problems.push('the skip link does not lead to the content');
  return problems;
}

/** What people do with a keyboard alone, without script. */
async function journeys(lang) {
  const reader = await context({ javaScriptEnabled: false });
  const page = await reader.newPage();
  const problems = [];
  const home = `${BASE}/${lang}/`;
  const expect = (what, pattern) => {
    const address = decodeURIComponent(page.url().slice(BASE.length));
    if (!pattern.test(address)) problems.push(`${what}: arrives at ${address}`);
  };
  const journey = async (what, address, steps, pattern) => {
    await page.goto(address);
    try {
      await steps();
      await page.waitForURL((url) => pattern.test(decodeURIComponent(url.href.slice(BASE.length))), { timeout: 5000 });
    } catch {
      // Said by what follows.
    }
    expect(what, pattern);
  };
  const { keyboard } = page;
  await journey('search', home, async () => {
    await page.locator('#q').focus();
    await keyboard.type('kenya');
    await keyboard.press('Enter');
  }, /\/search\?q=kenya$/);
  const first = page.locator('main ol a').first();
  if (!/Kenya/.test((await first.textContent({ timeout: 2000 }).catch(() => '')) ?? '')) problems.push('search: Kenya is not the first answer for kenya');
  await journey('choose a country', home, async () => {
    await page.locator('#country').focus();
    await keyboard.type('keny');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
  }, /\/countries\/KEN$/);
  await journey('compare', `${home}compare`, async () => {
    await page.locator('#p1').focus();
    await keyboard.type('keny');
    await keyboard.press('Tab');
    await keyboard.type(lang === 'fr' ? 'ougan' : 'ugan');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
  }, /\/compare\?.*place=KEN.*place=UGA/);
  if ((await page.locator('thead a').count()) !== 2) problems.push('compare: the two countries are not in the table');
  await journey('commitments of a goal', `${home}commitments`, async () => {
    await page.locator('#sdg').focus();
    await keyboard.type('9');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
  }, /\/commitments\?sdg=9/);
  await journey('the other language', `${home}countries/XEX`, async () => {
    await page.locator('.langs a').first().focus();
    await keyboard.press('Enter');
  }, new RegExp(`^/(?!${lang}/)[a-z]+/countries/XEX$`));
  await reader.close();
  return problems;
}

/** The explorer with its script: it answers in place, says what changed, keeps focus, and the address goes along. */
async function announced(lang) {
  const reader = await context({});
  const page = await reader.newPage();
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(`the browser complains: ${message.text()}`));
  await page.goto(`${BASE}/${lang}/explore?indicator=internet_users&place=XEX&by=sex`);
  await page.evaluate(() => (globalThis.same = true));
  const before = await page.locator('#result [role=status]').textContent();
  await page.locator('#by').selectOption('');
  await page.locator('main form button').focus();
  await page.keyboard.press('Enter');
  const live = page.locator('body > p.hidden[role=status]');
  await page.waitForFunction(() => document.querySelector('body > p.hidden[role=status]')?.textContent, null, { timeout: 5000 }).catch(() => problems.push('says nothing'));
  const said = await live.textContent();
  if (said !== (await page.locator('#result p').first().textContent())) problems.push(`says ${said}`);
  if (said === before) problems.push('says what was there before');
  if (!(await page.evaluate(() => globalThis.same))) problems.push('was loaded anew');
  if (!/by=(&|$|#)/.test(page.url())) problems.push(`its address is ${page.url()}`);
  if ((await page.evaluate(() => document.activeElement.tagName)) !== 'BUTTON') problems.push('loses the focus');
  await reader.close();
  return problems;
}

/** A page printed: a document that holds its title. */
async function printed() {
  const reader = await context({});
  const page = await reader.newPage();
  await page.goto(`${BASE}/fr/countries/XEX`);
  const pdf = await page.pdf({ format: 'A4' });
  await reader.close();
  return pdf.subarray(0, 5).toString() === '%PDF-' && pdf.length > 10_000 ? [] : ['does not print'];
}

async function light() {
  const html = await (await fetch(`${BASE}/fr/`)).text();
  const style = await fetch(BASE + /href="(\/assets\/style-[^"]+)"/.exec(html)[1]);
  const { length } = await style.text();
  return length > MOST_STYLE ? [`${length} characters, above ${MOST_STYLE}`] : [];
}

// The whole, a few pages at once.
const work = [];
for (const [index, lang] of Object.keys(LANGUAGES).entries()) {
  for (const page of pages) {
    work.push(async (scripted) => {
      const where = `/${lang}/${page.path}`;
      const address = BASE + where;
      const { problems, bytes } = await withoutScript(address, lang, page);
      note(where, problems);
      note(where, await drawn(scripted, address));
      note(where, await walked(scripted, MOST_TABS[index] ?? MOST_TABS.at(-1)));
      heaviest = bytes > heaviest.bytes ? { bytes, where } : heaviest;
    });
  }
  if (!ONLY || ONLY.includes('explore')) work.push(async () => note(`explorer with script in ${lang}`, await announced(lang)));
  if (!ONLY) work.push(async () => note(`keyboard in ${lang}`, await journeys(lang)));
  if (!ONLY || ONLY.includes('plans')) {
    const files = plans.island(ISLAND);
    work.push(async () => note(`a plan asked for in ${lang}`, await plans.asked(context, BASE, lang, files)));
    work.push(async () => note(`a plan that waits in ${lang}`, await plans.waiting(context, BASE, lang, files, drawn)));
    for (const name of ['report', 'emergency']) {
      const path = join(SHEETS, lang, name, `${name}.html`);
      work.push(async () => note(`${name}.html in ${lang}`, await plans.sheet(context, path, printable)));
    }
  }
}
if (!ONLY || ONLY.includes('heard')) {
  work.push(async () => note('how people are heard', await heard.told(context, examined)));
}
if (!ONLY || ONLY.includes('story')) {
  work.push(async () => note('the story in French on a telephone', await story.told(context, BASE, 'fr', 320, examined)));
  work.push(async () => note('the story in English on a desk', await story.told(context, BASE, 'en', 1280, examined)));
}
if (!ONLY || ONLY.includes('map')) {
  work.push(async () => {
    const maps = await drawer();
    const addresses = ['/fr/plans/island/map', ...(REAL_FIGURES ? ['/en/maps/sites/STP'] : [])];
    for (const address of addresses) {
      for (const width of [1280, 320]) {
        const viewport = { width, height: 800 };
        note(`${address}, ${width} px, with script`, await plans.interactive(maps, BASE + address, { viewport }));
      }
    }
    await maps.close();
  });
}
let heaviest = { bytes: 0, where: '' };
if (!ONLY) {
  work.push(async () => note('print', await printed()));
  work.push(async () => note('style', await light()));
}
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    const reader = await context({ bypassCSP: true });
    const scripted = await reader.newPage();
    for (let next = work.shift(); next; next = work.shift()) {
      try {
        await next(scripted);
      } catch (error) {
        found.push(`a check failed: ${error.stack}`);
      }
    }
    await reader.close();
  }),
);
await browser.close();

const seconds = Math.round((Date.now() - started) / 1000);
console.log(`${pages.length} pages in ${Object.keys(LANGUAGES).length} languages, ${seconds} s; heaviest: ${heaviest.where}, ${heaviest.bytes} bytes`);
if (found.length) {
  console.log(`${found.length} problems:`);
  found.forEach((problem) => console.log(`- ${problem}`));
  process.exit(1);
}
console.log('No problem found.');
