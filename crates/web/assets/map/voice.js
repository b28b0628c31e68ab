// A vote survives a dropped link: what cannot be sent is kept in this browser, and sent when the link is back. Without this
// script the form is sent as any other.
(() => {
  const KEY = "passerelle-votes", MOST = 500;
  const note = document.getElementById("unsent");
  if (!note || !window.fetch) return;
  const kept = () => { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } };
  const keep = (votes) => { try { localStorage.setItem(KEY, JSON.stringify(votes)); return true; } catch { return false; } };
  let sending = false, refused = 0;
  const tell = () => {
    const n = kept().length;
    const said = [n > 0 && note.dataset.kept.replace("{n}", n), refused > 0 && note.dataset.refused.replace("{n}", refused)];
    note.textContent = said.filter(Boolean).join(" ");
    note.hidden = note.textContent === "";
  };
  const send = (vote) => fetch(vote.to, { method: "POST", body: new URLSearchParams(vote.fields), credentials: "same-origin" });
  const sendAll = async () => {
    if (sending) return;
    sending = true;
    try {
      for (let votes = kept(); votes.length > 0; votes = kept()) {
        // Saying the same twice changes nothing: what may have arrived is sent again.
        const answer = await send(votes[0]);
        if (answer.status >= 500 || answer.status === 429) break;
        refused += answer.ok ? 0 : 1;
        keep(kept().slice(1));
      }
    } catch { /* the link is still down */ } finally { sending = false; tell(); }
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (!button || button.name !== "vote") return;
    event.preventDefault();
    const fields = [...new FormData(form, button)], vote = { to: form.action, fields };
    try {
      const answer = await send(vote);
      if (answer.redirected) { location.assign(answer.url); if (answer.url.split("#")[0] === location.href.split("#")[0]) location.reload(); return; }
    } catch {
      if (kept().length < MOST && keep([...kept(), vote])) { tell(); return; }
    }
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name: "vote", value: button.value });
    form.append(said);
    form.submit();
  });
  window.addEventListener("online", sendAll);
  tell();
  sendAll();
})();
