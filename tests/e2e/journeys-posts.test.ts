import { journeys } from './journeys.ts';

journeys('classic', false);
