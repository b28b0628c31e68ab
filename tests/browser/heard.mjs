// How people are heard, driven as people drive it: in French on a telephone, without a script. A moderator opens a
// consultation, five hundred people take part in three languages, the votes are frozen, anyone counts again, a body answers what
// was recommended, and who took part is told. Every page on the way is looked at.
//
// The node is one of its own: it lives through a week, which its `PASSERELLE_TODAY` tells it.
// `run` gives PROGRAM and PASSWORD. With SHOTS, a folder, every page is drawn into it.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { PROGRAM, PASSWORD, SHOTS } = process.env;
const PEOPLE = 500;
const AT_ONCE = 8;
const NAME = 'en-ligne';
const QUESTION = 'Que faut-il pour que tout le monde soit en ligne ?';
const STATEMENTS = {
  fr: ['L’État devrait relier chaque école.', 'Il faut d’abord de l’électricité.', 'Le marché s’en chargera tout seul.'],
  en: ['Prices are too high for families.', 'Public money belongs in public networks.', 'Taxes on telephones should go.'],
  sw: ['Kampuni binafsi zijenge mitandao.', 'Mafunzo kwa wazee ni muhimu.'],
};

/** A node of its own, on a day. */
async function started(data, today) {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  const node = spawn(PROGRAM, ['serve', '--sign-up', '--data', data, '--listen', `127.0.0.1:${port}`], {
    env: { ...process.env, PASSERELLE_TODAY: today },
    stdio: 'ignore',
  });
  const answers = () =>
    new Promise((resolve) => {
      const line = connect(port, '127.0.0.1', () => (line.end(), resolve(true)));
      line.on('error', () => resolve(false));
    });
  for (let left = 100; left > 0 && !(await answers()); left -= 1) await new Promise((resolve) => setTimeout(resolve, 200));
  const stop = () =>
    new Promise((resolve) => {
      node.on('exit', resolve);
      node.kill();
    });
  return { base: `http://127.0.0.1:${port}`, stop };
}

/** What somebody of one of two camps says to a statement, by its number: they differ in four of eight. */
function says(person, statement) {
  const isPublic = person % 5 < 3;
  if ([4, 8].includes(statement)) return 'agree';
  if ([1, 5].includes(statement)) return isPublic ? 'agree' : 'disagree';
  if ([3, 7].includes(statement)) return isPublic ? 'disagree' : 'agree';
  if (statement === 2) return person % 7 === 0 ? 'pass' : 'agree';
  return person % 2 ? 'agree' : 'disagree';
}

/** Somebody takes part as a browser without script does. */
async function takesPart(base, person) {
  const at = `${base}/${person % 2 ? 'en' : 'fr'}/consultations/${NAME}`;
  const send = (path, fields, cookie) =>
    fetch(`${at}/${path}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) } });
  const begun = await send('begin', {});
  const cookie = begun.headers.get('set-cookie').split(';')[0];
  const page = await (await fetch(at, { headers: { cookie } })).text();
  const token = /name="token" value="([0-9a-f]+)"/.exec(page)[1];
  for (let statement = 1; statement <= 8; statement += 1) {
    const { status } = await send('vote', { token, statement, vote: says(person, statement) }, cookie);
    if (status !== 303) throw new Error(`a vote of person ${person} is answered ${status}`);
  }
}

/** Tells the story. `context` makes a reader; `examined` gives what is wrong with a page that a reader has before them. */
export async function told(context, examined) {
  const [lang, width] = ['fr', 320];
  const problems = [];
  const work = mkdtempSync(join(tmpdir(), 'passerelle-heard-'));
  const data = join(work, 'data');
  const add = (name, role) => execFileSync(PROGRAM, ['user', 'add', name, '--role', role, '--data', data], { input: `${PASSWORD}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
  add('moses', 'moderator');
  add('amina', 'reader');
  let { base, stop } = await started(data, '2026-11-20');
  let step = 0;
  const readers = [];
  const reader = async (name) => {
    const own = await context({ javaScriptEnabled: false, viewport: { width, height: 640 } });
    readers.push(own);
    const page = await own.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(09|22)/.test(message.text())) problems.push(`${name}: the browser complains: ${message.text()}`);
    });
    return page;
  };
  const look = async (page, what) => {
    step += 1;
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `heard-${String(step).padStart(2, '0')}-${what}.png`), fullPage: true });
    problems.push(...(await examined(page, width)).map((problem) => `${what}: ${problem}`));
  };
  const go = async (page, path, what) => {
    const response = await page.goto(`${base}/${lang}/${path}`);
    if (!response.ok()) problems.push(`${what}: ${path} answers ${response.status()}`);
    await look(page, what);
  };
  const holds = async (page, text, what) => {
    const found = (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
    if (!found.includes(text)) problems.push(`${what}: does not say “${text}”`);
  };
  const signIn = async (page, name) => {
    await page.goto(`${base}/${lang}/sign-in`);
    await page.fill('[name=name]', name);
    await page.fill('[name=password]', PASSWORD);
    await page.click('main form button');
    await page.waitForURL(`**/${lang}/me`);
  };
  try {
    // Amina speaks for the ministry, once a moderator has looked at it.
    const [amina, moses] = [await reader('amina'), await reader('moses')];
    await signIn(amina, 'amina');
    await amina.goto(`${base}/${lang}/write/actor`);
    await amina.fill('[name=name]', 'Ministère du Numérique');
    await amina.selectOption('[name=kind]', 'state');
    await amina.fill('[name=about]', 'x');
    await amina.selectOption('[name=country]', 'KEN');
    await amina.click('button[name=do][value=propose]:not(.hidden)');
    await signIn(moses, 'moses');
    await moses.goto(`${base}/${lang}/moderation`);
    await moses.click('main a[href*="/actor/"]');
    await moses.click('button[value=publish]');
    await moses.waitForURL(`**/${lang}/moderation`);

    // A moderator opens a consultation: first with something missing, then whole.
    await moses.click(`main a[href="/${lang}/consultations/new"]`);
    await look(moses, 'new');
    await moses.fill('[name=question_fr]', QUESTION);
    // What most leave as it is, is folded.
    for (const fold of await moses.locator('main form summary').all()) await fold.click();
    await moses.fill('[name=slug]', NAME);
    for (const [at, [code, said]] of Object.entries(STATEMENTS).entries()) {
      await moses.fill(`[name=statements_${at + 1}]`, said.join('\n'));
      await moses.fill(`[name=statements_lang_${at + 1}]`, code);
    }
    await moses.fill('[name=opens]', '2026-11-20');
    await moses.fill('[name=closes]', '2026-11-27');
    await moses.fill('[name=languages]', 'fr, en, sw');
    await moses.fill('[name=people_per_network_hour]', '1000');
    await moses.selectOption('[name=moderation]', 'after');
    await moses.locator('main form button').last().click();
    await look(moses, 'new-wrong');
    if ((await moses.inputValue('[name=question_fr]')) !== QUESTION) problems.push('what was typed is lost');
    await moses.fill('[name=background_fr]', 'Le réseau passe partout en ville.\n\nAilleurs, non.');
    await moses.locator('main form button').last().click();
    await moses.waitForURL(`**/consultations/${NAME}`);
    await look(moses, 'opened');

    // Awa takes part on her telephone, to the last statement, says something herself, and wants to know what comes of it.
    const awa = await reader('awa');
    await go(awa, `consultations/${NAME}`, 'consultation');
    await awa.click('form[action$="/begin"] button');
    await look(awa, 'vote');
    await awa.check('[name=matters]');
    for (let left = 8; left > 0; left -= 1) await awa.locator('#vote ~ .say button[value=agree], section .say button[value=agree]').first().click();
    await look(awa, 'voted');
    await holds(awa, 'Vous avez voté sur toutes les propositions', 'voted');
    await awa.fill('#text', 'Des bornes gratuites dans les marchés.');
    await awa.locator('form[action$="/propose"] button').last().click();
    await look(awa, 'proposed');
    await awa.goto(`${base}/${lang}/consultations/${NAME}`);
    await awa.click('button[name=do][value=tell]');
    await look(awa, 'told');

    // And five hundred others, in three languages.
    let person = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (person < PEOPLE) await takesPart(base, (person += 1));
      }),
    );
    await go(awa, `consultations/${NAME}/result`, 'result-live');
    await holds(awa, 'provisoire', 'result-live');

    // The week is over: the votes are frozen, and the result explains the groups.
    await stop();
    ({ base, stop } = await started(data, '2026-11-28'));
    await signIn(moses, 'moses');
    await go(moses, `consultations/${NAME}/moderation`, 'moderation');
    await moses.click('button[value=freeze]');
    await look(moses, 'frozen');
    await go(awa, `consultations/${NAME}/result`, 'result');
    for (let left = 30; left > 0 && !(await awa.locator('main').innerText()).includes('définitif'); left -= 1) {
      await awa.waitForTimeout(500);
      await awa.reload();
    }
    for (const said of ['501 personnes ont voté', 'Il y a 2 groupes', 'Groupe A', 'Groupe B', 'Ce qui rassemble', ...STATEMENTS.fr]) await holds(awa, said, 'result');
    await look(awa, 'result-final');

    // Whoever counts again has the same bytes.
    const file = async (name) => {
      const answer = await awa.request.get(`${base}/consultations/${NAME}/files/${name}`);
      if (!answer.ok()) problems.push(`${name} is not offered`);
      writeFileSync(join(work, name), await answer.body());
    };
    for (const name of ['votes.csv', 'comments.csv', 'result.json']) await file(name);
    const command = (await awa.locator('pre').first().innerText()).trim().replaceAll(`${NAME}-`, '');
    const [program, ...words] = command.split(/\s+/);
    const again = spawnSync(PROGRAM, words, { cwd: work, maxBuffer: 1 << 28 });
    if (program !== 'passerelle' || again.status !== 0 || !again.stdout.equals(readFileSync(join(work, 'result.json')))) {
      problems.push(`counted again it is something else: ${command}: ${again.stderr}`);
    }

    // A moderator recommends, the ministry answers in part, and Awa is told of both.
    await moses.goto(`${base}/${lang}/consultations/${NAME}`);
    await moses.click('main a[href$="/recommend"]');
    await look(moses, 'recommend');
    await moses.fill('[name=title]', 'Baisser les prix pour les familles');
    await moses.fill('[name=text]', 'Les deux groupes le demandent.');
    await moses.selectOption('[name=to]', { label: 'Ministère du Numérique' });
    await moses.fill('[name=due]', '2027-01-31');
    await moses.check('[name=statement][value="4"]');
    await moses.locator('main form button').last().click();
    await look(moses, 'recommended');
    await go(awa, 'recommendations', 'recommendations');
    await holds(awa, 'Baisser les prix', 'recommendations');
    await signIn(amina, 'amina');
    await amina.goto(`${base}/${lang}/recommendations`);
    await amina.click('main a[href*="/recommendations/"]');
    await amina.click('main a[href$="/answer"]');
    await look(amina, 'answer');
    await amina.selectOption('[name=verdict]', 'in-part');
    await amina.fill('[name=reasons]', 'Le fonds de service universel paiera la moitié.');
    await amina.click('button[value=answer]');
    await look(amina, 'answered');
    await go(awa, 'outcomes', 'outcomes');
    for (const said of [QUESTION, 'Baisser les prix pour les familles', 'Le fonds de service universel']) await holds(awa, said.replace(/[\u00a0\u202f]/g, ' '), 'outcomes');
    await go(awa, 'recommendations', 'recommendations-answered');
  } finally {
    await stop();
    for (const own of readers) await own.close();
    rmSync(work, { recursive: true, force: true });
  }
  return problems;
}
