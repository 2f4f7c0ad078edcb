import { contractKit } from '../kit/contract-kit.ts';
import { pulledToyUnderTest } from './systems/toy-pulled.ts';
import { pushedToyUnderTest } from './systems/toy-pushed.ts';

contractKit(pushedToyUnderTest('refuses_duplicates'));
contractKit(pushedToyUnderTest('exact_lookup'));
contractKit(pushedToyUnderTest('unguarded'));
contractKit(pulledToyUnderTest);
