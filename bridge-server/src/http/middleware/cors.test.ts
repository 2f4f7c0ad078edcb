import express from 'express';
import { pino } from 'pino';
import supertest from 'supertest';
import { allowShopOrigin } from './cors.ts';

it('lets no page in while the database does not answer, and still answers the request', async () => {
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
  const app = express();
  app.use((_req, res, next) => {
    res.locals.context = { correlationId: 'c1', log };
    next();
  });
  const away = () => Promise.reject(new Error('the database is away'));
  app.use('/v1/shops/:shop', allowShopOrigin(away), (_req, res) => void res.status(503).end());
  const answer = await supertest(app).get('/v1/shops/s1/orders').set({ origin: 'https://shop.example' });
  expect(answer.status).toBe(503);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(logged.join()).toContain('the database is away');
});
