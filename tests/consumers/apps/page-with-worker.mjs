const worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => {
  document.querySelector('output').textContent = data;
};
worker.onerror = ({ message }) => {
  document.querySelector('output').textContent = `failed: ${message}`;
};
