<?php
/**
 * Plugin Name: Test shop
 * Description: Stores mails in a file, runs scheduled actions only on request, and lets the shop call this machine and wait longer.
 */

// No mail leaves the shop.
add_filter(
	'pre_wp_mail',
	static function ( $sent, array $mail ): bool {
		$stored = array(
			'to'      => implode( ', ', (array) $mail['to'] ),
			'subject' => $mail['subject'],
			'message' => $mail['message'],
			'at'      => gmdate( 'c' ),
		);
		file_put_contents( ABSPATH . 'kontor-mails.jsonl', json_encode( $stored ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	},
	10,
	2
);

// A busy machine answers late, which must not fail a test.
add_filter( 'http_request_args', static fn ( array $args ): array => array( 'timeout' => 8 * (int) $args['timeout'] ) + $args );

add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter( 'action_scheduler_allow_async_request_runner', '__return_false' );

// The shop has no internet, so it does not look for updates.
remove_action( 'admin_init', '_maybe_update_core' );
remove_action( 'admin_init', '_maybe_update_plugins' );
remove_action( 'admin_init', '_maybe_update_themes' );

// wp_safe_remote_request() refuses the addresses of this machine, and all ports but three.
if ( KONTOR_SHOP['allowPrivate'] ) {
	$is_this_machine = static fn ( $host ): bool => in_array( $host, array( '127.0.0.1', 'localhost' ), true );
	add_filter( 'http_request_host_is_external', static fn ( $external, $host ) => $external || $is_this_machine( $host ), 10, 2 );
	add_filter(
		'http_allowed_safe_ports',
		static fn ( $ports, $host, $url ) => $is_this_machine( $host ) ? array( ...(array) $ports, (int) parse_url( $url, PHP_URL_PORT ) ) : $ports,
		10,
		3
	);
}
