// Lets the explorer answer in place, and says to screen readers what changed. Without it, the form leads to
// the same page.
(() => {
  const said = document.createElement('p');
  said.className = 'hidden';
  said.setAttribute('role', 'status');
  document.body.append(said);
  let shown = location.search;
  const form = () => document.querySelector('main form');
  const show = async (address) => {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    if (!answer.ok) throw answer;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    shown = new URL(address, location).search;
    const focused = document.activeElement?.id;
    document.title = next.title;
    for (const selector of ['main', '.langs']) document.querySelector(selector).replaceWith(next.querySelector(selector));
    const summary = document.querySelector('#result [role=status]');
    // Said once, below: not again because it came anew.
    summary?.removeAttribute('role');
    (document.getElementById(focused) ?? form().querySelector('button')).focus({ preventScroll: true });
    said.textContent = '';
    setTimeout(() => (said.textContent = summary?.textContent ?? ''), 100);
  };
  document.addEventListener('submit', (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const address = new URL(event.target.action);
    address.search = new URLSearchParams(new FormData(event.target));
    show(address.pathname + address.search)
      .then(() => history.pushState(null, '', address))
      .catch(() => location.assign(address));
  });
  // A step within the page is one too: only another question leads elsewhere.
  addEventListener('popstate', () => location.search !== shown && location.reload());
})();
