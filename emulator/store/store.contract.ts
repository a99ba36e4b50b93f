import { describe } from 'vitest';
import { appendContract } from './append.contract.ts';
import { bucketContract } from './buckets.contract.ts';
import type { MakeStore } from './given.contract.ts';
import { listContract } from './list.contract.ts';
import { modelContract } from './model.contract.ts';
import { objectContract } from './objects.contract.ts';
import { putContract } from './put.contract.ts';
import { uploadListContract } from './upload-list.contract.ts';
import { uploadModelContract } from './upload-model.contract.ts';
import { uploadContract } from './uploads.contract.ts';
import { versionModelContract } from './versions-model.contract.ts';
import { versionContract } from './versions.contract.ts';

/** What store.ts promises, asked of one implementation; `runs` is how often each random test draws. */
export function storeContract(name: string, make: MakeStore, runs: number): void {
  describe(name, () => {
    bucketContract(make);
    objectContract(make);
    putContract(make);
    appendContract(make);
    listContract(make);
    modelContract(make, runs);
    uploadContract(make);
    uploadListContract(make);
    uploadModelContract(make, runs);
    versionContract(make);
    versionModelContract(make, runs);
  });
}
