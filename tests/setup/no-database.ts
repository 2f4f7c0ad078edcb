// In a whole run, the PostgreSQL of the other projects is up while the fast tests run. They must not come to rely on it,
// since it is not there when they run alone: tests/setup/database.ts then says so.
delete process.env['KONTOR_TEST_SERVER'];
