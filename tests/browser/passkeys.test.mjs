// Adds a passkey and signs in with it, in French, at phone width; and sees that without a script the password is offered.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { BASE, CHROMIUM, MODULES } = process.env;
const require = createRequire(join(MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const PASSWORD = 'la rivière est haute ce soir';

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-gpu'],
});
const must = (holds, what) => {
  if (!holds) throw new Error(what);
};
try {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    // The browser itself writes what a refused form's status is.
    if (message.type() === 'error' && !/422/.test(message.text())) complaints.push(message.text());
  });
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const text = () => page.innerText('main');

  await page.goto(`${BASE}/fr/sign-up`);
  await page.fill('#name', 'Amina');
  await page.fill('#password', PASSWORD);
  await page.click('main form button');
  await page.goto(`${BASE}/fr/me/passkeys`);
  must((await text()).includes('pas encore'), 'there is none yet');
  must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'the page is as wide as a phone');
  await page.fill('#name', 'mon téléphone');
  await page.fill('#password', PASSWORD);
  await Promise.all([page.waitForNavigation(), page.click('form[data-passkey] button')]);
  must((await text()).includes('mon téléphone'), `the passkey is told: ${await text()}`);
  const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId });
  must(credentials.length === 1 && credentials[0].isResidentCredential, 'the device keeps one passkey');

  await Promise.all([page.waitForNavigation(), page.click('form[action="/fr/sign-out"] button')]);
  await page.goto(`${BASE}/fr/me`);
  must(page.url().includes('/fr/sign-in?to='), `nobody is signed in: ${page.url()}`);
  await page.click('text=Se connecter avec une clé d’accès');
  await Promise.all([page.waitForURL(`${BASE}/fr/me`), page.click('form[data-passkey] button')]);
  must((await text()).includes('avec une clé d’accès'), 'the way in is told to its owner');

  // Whoever does not show that the device is theirs gets nothing.
  await Promise.all([page.waitForNavigation(), page.click('form[action="/fr/sign-out"] button')]);
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.goto(`${BASE}/fr/sign-in/passkey`);
  await page.click('form[data-passkey] button');
  await page.waitForSelector('#passkey-failed:not([hidden])', { timeout: 90_000 });
  must(complaints.length === 0, `the browser complains: ${complaints.join('; ')}`);

  // Without a script the page says so, and leads to the password.
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(`${BASE}/fr/sign-in/passkey`);
  must(!(await without.isVisible('form[data-passkey]')), 'no form that does nothing');
  must((await without.innerText('main')).includes('mot de passe'), 'the password is offered');
  console.log('Passkeys: added, signed in with, refused without verification.');
} finally {
  await browser.close();
}
