// The bad habit of the real form: some time after it was loaded the stored draft is written over the fields, once, and
// whatever was typed before is gone. From then on the draft is saved every few seconds.
const form = document.querySelector('[data-role="compose"]');
const state = document.querySelector('[data-role="autosave-state"]');
const path = '/wire/press-releases/autosave';
const leaving = new AbortController();
form.addEventListener('submit', () => leaving.abort());

async function restore() {
  const response = await fetch(path + '?id=' + form.elements.id.value, { signal: leaving.signal });
  if (!response.ok || response.redirected) {
    return;
  }
  const draft = await response.json();
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements[name];
    if (typeof value === 'string' && field && !leaving.signal.aborted) {
      field.value = value;
    }
  }
  state.textContent = 'Draft loaded';
}

async function save() {
  await fetch(path, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: leaving.signal });
  state.textContent = 'Draft saved';
}

const quietly = () => {};
setTimeout(() => {
  if (leaving.signal.aborted) {
    return;
  }
  restore().catch(quietly);
  const saving = setInterval(() => save().catch(quietly), 5000);
  leaving.signal.addEventListener('abort', () => clearInterval(saving));
}, 400 + Math.random() * 500);
