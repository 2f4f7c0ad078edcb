import { registerBlockType } from '@wordpress/blocks';
import { StockExample, type StockAttributes } from './stock-example.tsx';

registerBlockType<StockAttributes>('kontor/stock', { edit: StockExample });
