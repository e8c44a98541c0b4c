import { firstPage } from './first-page.mjs';

const show = (text) => {
  document.querySelector('output').textContent = text;
};
firstPage().then(show, (error) => show(`failed: ${error}`));
