import { contractKit } from '../kit/contract-kit.ts';
import { mmorthosoftUnderTest } from './systems/mmorthosoft.ts';

contractKit(mmorthosoftUnderTest);
