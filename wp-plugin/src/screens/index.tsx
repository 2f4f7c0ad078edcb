import { createRoot } from '@wordpress/element';
import { App } from './app.tsx';
import { givenOf } from './page-settings.ts';
import './screens.css';

const place = document.getElementById('kontor-screens');
if (place) createRoot(place).render(<App given={givenOf(window)} />);
