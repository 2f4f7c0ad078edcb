<?php
/**
 * The site on which the plugin is tested.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

/** What the doubles of WordPress's functions read and write. Each test begins with a new one. */
final class Site {
	/**
	 * The site of the present test.
	 *
	 * @var self
	 */
	public static self $now;

	/**
	 * Options by name.
	 *
	 * @var array<string, mixed>
	 */
	public array $options = array(
		'home'        => 'https://shop.example',
		'admin_email' => 'owner@shop.example',
	);

	/**
	 * Transients by name.
	 *
	 * @var array<string, mixed>
	 */
	public array $transients = array();

	/**
	 * Callbacks by hook.
	 *
	 * @var array<string, list<callable>>
	 */
	public array $hooks = array();

	/**
	 * How often each hook was called.
	 *
	 * @var array<string, int>
	 */
	public array $did = array();

	/**
	 * What the user may do.
	 *
	 * @var list<string>
	 */
	public array $capabilities = array();

	/** The nonce that the request brings; empty for none. @var string */
	public string $nonce = '';

	/**
	 * Requests that the plugin made to other servers.
	 *
	 * @var list<array{url: string, args: array<string, mixed>}>
	 */
	public array $requests = array();

	/**
	 * Answers every request to another server.
	 *
	 * @var callable(string, array<string, mixed>): (array<string, mixed>|\WP_Error)
	 */
	public $server;

	/**
	 * Orders and refunds by id.
	 *
	 * @var array<int, \WC_Abstract_Order>
	 */
	public array $orders = array();

	/**
	 * The order of each order item.
	 *
	 * @var array<int, int>
	 */
	public array $items = array();

	/**
	 * Scheduled actions by hook.
	 *
	 * @var array<string, int>
	 */
	public array $alarms = array();

	/** Makes a site whose every request to another server fails. */
	public function __construct() {
		$this->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
	}

	/**
	 * An answer as WordPress's HTTP API gives it.
	 *
	 * @param int|string            $status  HTTP's.
	 * @param string                $body    The raw body.
	 * @param array<string, string> $headers Headers, in small letters.
	 * @return array<string, mixed>
	 */
	public static function answer( int|string $status, string $body, array $headers = array() ): array {
		return array(
			'response' => array( 'code' => $status ),
			'body'     => $body,
			'headers'  => $headers,
		);
	}
}
