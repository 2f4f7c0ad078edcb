// In a whole run, the PostgreSQL of the other projects is up while the fast tests run. Fast tests must not use it,
// since it is not there when they run alone. Without these variables, tests/setup refuses to open a database.
delete process.env['KONTOR_TEST_SERVER'];
delete process.env['KONTOR_TEST_FURNISHED'];
