// A form that the device answers with a passkey: form[data-passkey="get|create"] with the question in data-options.
// Where the browser knows no passkeys the form stays hidden, and the app on the phone does the same work.

export function enhancePasskeys(root) {
  if (!window.PublicKeyCredential) return;
  for (const form of root.querySelectorAll("form[data-passkey]:not([data-ready])")) {
    form.dataset.ready = "";
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.elements.antwoord.value) return;
      event.preventDefault();
      answer(form);
    });
  }
}

async function answer(form) {
  const status = form.querySelector("[data-passkey-status]");
  status.textContent = "Volg de vraag van uw apparaat.";
  try {
    const publicKey = read(JSON.parse(form.dataset.options));
    const made =
      form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey });
    form.elements.antwoord.value = JSON.stringify(written(made));
  } catch {
    status.textContent = "Uw apparaat gaf geen passkey. Probeer het nog een keer, of kies een andere manier.";
    return;
  }
  status.textContent = "";
  form.requestSubmit();
}

/** The question as the browser wants it: bytes where JSON has text. */
function read(options) {
  const listed = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: listed(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: listed(options.excludeCredentials) }),
  };
}

/** The answer as JSON can hold it. */
function written(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {}, response };
}

function bytes(coded) {
  const plain = atob(coded.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
