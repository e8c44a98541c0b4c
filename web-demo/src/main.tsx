import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/raw.css';
import './styles/overview.css';

import { render } from 'preact';

import { App } from './app.js';
import { fetchAhead } from './fetch-ahead.js';

const page = document.querySelector('#page');
if (page !== null) render(<App />, page);
fetchAhead();
