import { createMemoryStore } from './memory.ts';
import { storeContract } from './store.contract.ts';

const make = (now?: () => number) => {
  const store = createMemoryStore(now === undefined ? {} : { now });
  return Promise.resolve({ store, dispose: () => store.close() });
};
storeContract('memory store', make, 200);
