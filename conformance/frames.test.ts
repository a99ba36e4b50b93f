import { framesContract } from './frames.contract.ts';

framesContract(25);
