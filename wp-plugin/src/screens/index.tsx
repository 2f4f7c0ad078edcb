import { createRoot } from '@wordpress/element';
import { App } from './app.tsx';
import { pageSettingsOf } from './page-settings.ts';
import './screens.css';

const place = document.getElementById('kontor-screens');
if (place) createRoot(place).render(<App settings={pageSettingsOf(window)} />);
