<?php
// Runs PHP code inside the site and prints its return value as JSON after a marker. The request is JSON:
// { "token", "phase": "install" | null, "code", "args" }. On the command line it comes on standard input, and otherwise as the
// body of a POST request. Only whoever has the shop's token may run code.
$kontor_request = json_decode( file_get_contents( 'cli' === PHP_SAPI ? 'php://stdin' : 'php://input' ), true );
require_once __DIR__ . '/kontor-shop.php';
if ( ! is_array( $kontor_request ) || ! hash_equals( KONTOR_SHOP['token'], (string) ( $kontor_request['token'] ?? '' ) ) ) {
	http_response_code( 403 );
	exit( 1 );
}

set_time_limit( 0 );
if ( 'cli' === PHP_SAPI ) {
	$kontor_url = parse_url( $kontor_request['url'] );
	$_SERVER   += array(
		'HTTP_HOST'       => $kontor_url['host'] . ( isset( $kontor_url['port'] ) ? ":{$kontor_url['port']}" : '' ),
		'SERVER_NAME'     => $kontor_url['host'],
		'REQUEST_URI'     => '/',
		'REQUEST_METHOD'  => 'GET',
		'SERVER_PROTOCOL' => 'HTTP/1.1',
		'REMOTE_ADDR'     => '127.0.0.1',
	);
}
if ( 'install' === $kontor_request['phase'] ) {
	define( 'WP_INSTALLING', true );
}

/** Prints the outcome of the code; only the first outcome counts. */
function kontor_answer( array $outcome ): void {
	static $answered = false;
	if ( ! $answered ) {
		$answered = true;
		$json     = json_encode( $outcome, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION );
		if ( false === $json ) {
			$json = json_encode( array( 'error' => 'The return value cannot be written as JSON: ' . json_last_error_msg() ) );
		}
		echo "\n@kontor-answer@$json@end@\n";
	}
}
register_shutdown_function(
	static function (): void {
		$error = error_get_last();
		kontor_answer( array( 'error' => null === $error ? 'The code ended PHP.' : "{$error['message']} ({$error['file']}:{$error['line']})" ) );
	}
);

require __DIR__ . '/wp-load.php';
try {
	$kontor_code = static function ( array $args, string $code ) {
		return eval( $code );
	};
	kontor_answer( array( 'value' => $kontor_code( (array) $kontor_request['args'], $kontor_request['code'] ) ) );
} catch ( Throwable $fault ) {
	kontor_answer( array( 'error' => get_class( $fault ) . ": {$fault->getMessage()} ({$fault->getFile()}:{$fault->getLine()})" ) );
}
