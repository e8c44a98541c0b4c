import { firstPage } from './first-page.mjs';

export default {
  async test() {
    console.log(await firstPage());
  },
};
