import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/views.css';

import { render } from 'preact';

import { App } from './app.js';
import { fetchAhead } from './fetch-ahead.js';

const page = document.querySelector('#page');
if (page !== null) render(<App />, page);
fetchAhead();
