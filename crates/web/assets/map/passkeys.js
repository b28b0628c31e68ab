// Asks the browser for a passkey, and sends what it gives with the form of the page. Without it the page leads to the
// password.
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form || !window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const field = (name) => form.elements.namedItem(name);
  const { host, account, name, algorithms } = form.dataset;
  const challenge = () => bytes(field('challenge').value);
  const ask = {
    make: async () => {
      const { rawId, response } = await navigator.credentials.create({
        publicKey: {
          challenge: challenge(),
          rp: { id: host, name: host },
          user: { id: bytes(account), name, displayName: name },
          pubKeyCredParams: algorithms.split(' ').map((alg) => ({ type: 'public-key', alg: Number(alg) })),
          authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
          excludeCredentials: (form.dataset.known ?? '').split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: bytes(id) })),
          attestation: 'none',
        },
      });
      return { id: rawId, client_data: response.clientDataJSON, attestation: response.attestationObject };
    },
    use: async () => {
      const { rawId, response } = await navigator.credentials.get({
        publicKey: { challenge: challenge(), rpId: host, allowCredentials: [], userVerification: 'required' },
      });
      return {
        id: rawId,
        client_data: response.clientDataJSON,
        authenticator_data: response.authenticatorData,
        signature: response.signature,
      };
    },
  };
  form.hidden = false;
  document.getElementById('no-passkey')?.remove();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask[form.dataset.passkey]()
      .then((given) => {
        for (const [one, value] of Object.entries(given)) if (field(one)) field(one).value = text(value);
        form.submit();
      })
      .catch(() => {
        document.getElementById('passkey-failed').hidden = false;
      });
  });
})();
