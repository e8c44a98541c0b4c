// What stripe does when its authenticator rejects. In a process of its own: the rejection that nobody handles would
// fail the test runner.
import Stripe from 'stripe';

const seen = { unhandled: 0, settled: false };
process.on('unhandledRejection', () => {
  seen.unhandled += 1;
});
const stripe = new Stripe('', {
  authenticator: () => Promise.reject(new Error('no key')),
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  protocol: 'http',
  maxNetworkRetries: 0,
  timeout: 300,
});
const settle = () => {
  seen.settled = true;
};
stripe.customers.list().then(settle, settle);
setTimeout(() => {
  process.stdout.write(JSON.stringify(seen));
  process.exit();
}, 1000);
