import { cloudreveVendor } from './cloudreve.js';
import { dodoVendor } from './dodo.js';
import { klaimVendor } from './klaim.js';
import { nameTrustVendor } from './nametrust.js';
import { nebulaVendor } from './nebula.js';
import type { Provider, RowOf, VendorOptions } from './types.js';
import type { Vendor, VendorSetting } from './vendor.js';

interface Registration<P extends Provider> {
  /** The documented address; where none is documented, one that no one can own (RFC 2606). */
  readonly baseUrl: string;
  /** Other documented origins. */
  readonly alsoAt: readonly string[];
  /** True where the key alone says whose credits are read. */
  readonly keyPerAccount: (options: VendorOptions[P]) => boolean;
  readonly open: (setting: VendorSetting<RowOf[P]>, options: VendorOptions[P]) => Vendor<RowOf[P]>;
}

/** All vendors that can be simulated. */
export const VENDORS: { readonly [P in Provider]: Registration<P> } = {
  klaim: {
    baseUrl: 'https://klaim.example',
    alsoAt: [],
    keyPerAccount: () => false,
    open: klaimVendor,
  },
  cloudreve: {
    baseUrl: 'https://cloudreve.example/api/v4',
    alsoAt: [],
    keyPerAccount: () => true,
    open: cloudreveVendor,
  },
  dodo: {
    baseUrl: 'https://live.dodopayments.com',
    alsoAt: ['https://test.dodopayments.com'],
    keyPerAccount: () => false,
    open: dodoVendor,
  },
  nebula: {
    baseUrl: 'https://api.nebulablock.com/api/v1',
    alsoAt: [],
    keyPerAccount: () => true,
    open: nebulaVendor,
  },
  nametrust: {
    baseUrl: 'https://api.nametrust.com',
    alsoAt: [],
    keyPerAccount: (options) => options.personalKey !== true,
    open: nameTrustVendor,
  },
};
