import { outcome } from './first-page.mjs';

export default {
  async test() {
    console.log(await outcome());
  },
};
