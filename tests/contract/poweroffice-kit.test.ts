import { contractKit } from '../kit/contract-kit.ts';
import { poweroffice } from './systems/poweroffice.ts';

contractKit(poweroffice);
