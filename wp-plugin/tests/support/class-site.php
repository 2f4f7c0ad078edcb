<?php
/**
 * The site of the unit tests.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

/** The state that the doubles of WordPress's functions read and write. Each test begins with a new one. */
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
	 * The site's language.
	 *
	 * @var string
	 */
	public string $locale = 'en_US';

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
	 * The user's capabilities.
	 *
	 * @var list<string>
	 */
	public array $capabilities = array();

	/** The login of the user. @var string */
	public string $login = 'anna';

	/**
	 * The routes that the plugin opened, by their path.
	 *
	 * @var array<string, array<string, mixed>>
	 */
	public array $routes = array();

	/** Whether the request is for the administration. @var bool */
	public bool $is_admin = false;

	/** Whether the request is for the administration of the network. @var bool */
	public bool $is_network_admin = false;

	/** The nonce in the request; empty for none. @var string */
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
	 * The additional fields of the block checkout, by their ids.
	 *
	 * @var array<string, array<string, mixed>>
	 */
	public array $checkout_fields = array();

	/**
	 * Products and variations by id.
	 *
	 * @var array<int, \WC_Product>
	 */
	public array $products = array();

	/**
	 * The products whose stock was written, by their ids.
	 *
	 * @var list<int>
	 */
	public array $stock_writes = array();

	/**
	 * The items in the cart.
	 *
	 * @var array<string, array<string, mixed>>
	 */
	public array $cart = array();

	/** The page that is shown; null for a list. @var \WP_Post|null */
	public ?\WP_Post $page = null;

	/** Which list of products is shown, by WooCommerce's name; empty for the shop's own. @var string */
	public string $loop = '';

	/** Whether PHP has its cURL extension. @var bool */
	public bool $has_curl = true;

	/** Whether the theme is made of blocks. @var bool */
	public bool $is_block_theme = false;

	/** Whether the request is for an API. @var bool */
	public bool $is_rest = false;

	/**
	 * The blocks that the plugin has, by their names.
	 *
	 * @var array<string, array<string, mixed>>
	 */
	public array $blocks = array();

	/**
	 * The shortcodes that the plugin has, by their names.
	 *
	 * @var array<string, callable>
	 */
	public array $shortcodes = array();

	/**
	 * The ids of boxes on the screen of an order.
	 *
	 * @var list<string>
	 */
	public array $boxes = array();

	/**
	 * WooCommerce's webhooks by id.
	 *
	 * @var array<int, \WC_Webhook>
	 */
	public array $webhooks = array();

	/** Why WooCommerce does not reach the addresses of webhooks; empty if it does. @var string */
	public string $ping_fails = '';

	/** How often a webhook was tried. @var int */
	public int $pings = 0;

	/**
	 * The ids of the users who may manage the shop.
	 *
	 * @var list<int>
	 */
	public array $managers = array( 3 );

	/**
	 * Scheduled actions by hook.
	 *
	 * @var array<string, int>
	 */
	public array $alarms = array();

	/**
	 * Actions that are to run as soon as possible, by hook.
	 *
	 * @var list<string>
	 */
	public array $rung = array();

	/**
	 * Options of the network by name; null where there is no network.
	 *
	 * @var array<string, mixed>|null
	 */
	public ?array $network = null;

	/** The id of the present site of the network. @var int */
	public int $id = 1;

	/**
	 * The stack of sites to which `restore_current_blog` returns.
	 *
	 * @var list<int>
	 */
	public array $stack = array();

	/**
	 * The state of the other sites of the network, by their ids.
	 *
	 * @var array<int, array<string, mixed>>
	 */
	private array $others = array();

	/** Makes a site on which every request to another server fails. */
	public function __construct() {
		$this->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
	}

	/**
	 * Makes a network of this site and new, empty sites.
	 *
	 * @param int ...$ids The ids of the other sites.
	 */
	public function becomes_network( int ...$ids ): void {
		$this->network = array();
		foreach ( $ids as $id ) {
			$this->others[ $id ] = array(
				'options'    => array_map( 'serialize', array( 'home' => "https://shop.example/$id" ) ),
				'transients' => array(),
				'orders'     => array(),
				'items'      => array(),
				'alarms'     => array(),
				'rung'       => array(),
			);
		}
	}

	/**
	 * The ids of all sites.
	 *
	 * @return list<int>
	 */
	public function ids(): array {
		$ids = array( $this->id, ...array_keys( $this->others ) );
		sort( $ids );
		return $ids;
	}

	/**
	 * Makes another site the present one.
	 *
	 * @param int    $id      Its id.
	 * @param string $context `switch` or `restore`, as WordPress says it.
	 */
	public function show( int $id, string $context ): void {
		$former = $this->id;
		if ( $id !== $former ) {
			foreach ( $this->others[ $id ] as $name => $value ) {
				$this->others[ $former ][ $name ] = $this->$name;
				$this->$name                      = $value;
			}
			unset( $this->others[ $id ] );
			$this->id                 = $id;
			$GLOBALS['wpdb']->prefix  = $GLOBALS['wpdb']->get_blog_prefix( $id );
			$GLOBALS['wpdb']->options = $GLOBALS['wpdb']->prefix . 'options';
		}
		do_action( 'switch_blog', $id, $former, $context );
	}

	/**
	 * An answer as WordPress's HTTP API gives it.
	 *
	 * @param int|string            $status  The HTTP status.
	 * @param string                $body    The raw body.
	 * @param array<string, string> $headers Headers, in lower case.
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
