const languages = { cs: 'csharp', fs: 'fsharp', vb: 'vbnet' };
let highlighter;

export default {
  // What names no language is a command or its output, and is not guessed to be a program.
  configureHljs: hljs => {
    highlighter = hljs;
    hljs.configure({ languages: [] });
  },
  start: () => document.addEventListener('click', showSample),
}

// A link to a sample shows it. Most servers would have the browser download the file instead.
async function showSample(event) {
  const link = event.target.closest('a[href]');
  const language = languages[link?.pathname.split('.').pop()];
  if (!language || link.origin !== location.origin || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  event.preventDefault();
  const answer = await fetch(link.href);
  if (!answer.ok) {
    location.assign(link.href);
    return;
  }

  const dialog = document.createElement('dialog');
  dialog.className = 'sample';
  dialog.innerHTML = '<form method="dialog"><strong></strong><button class="btn-close" aria-label="Close"></button></form><pre><code></code></pre>';
  dialog.querySelector('strong').textContent = link.pathname.split('/').pop();
  const code = dialog.querySelector('code');
  const text = await answer.text();
  if (highlighter?.getLanguage(language))
    code.innerHTML = highlighter.highlight(text, { language }).value;
  else
    code.textContent = text;
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
