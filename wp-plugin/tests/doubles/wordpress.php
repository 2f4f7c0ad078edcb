<?php
/**
 * Doubles of the functions and classes of WordPress that the plugin uses. Each behaves like the original, as far as the
 * plugin can tell.
 *
 * @package Kontor
 */

use Kontor\Bridge\Tests\Site;
use Kontor\Bridge\Tests\Stopped;

class WP_Error {
	public function __construct( private string $code = '', private string $message = '' ) {}
	public function get_error_code(): string {
		return $this->code;
	}
	public function get_error_message(): string {
		return $this->message;
	}
}

class WP_REST_Request implements ArrayAccess {
	private array $params  = array();
	private array $query   = array();
	private array $headers = array();
	private string $body   = '';
	public function __construct( public string $method = 'GET', public string $route = '' ) {}
	public function set_query_params( array $query ): void {
		$this->query = $query;
	}
	public function get_query_params(): array {
		return $this->query;
	}
	public function set_header( string $name, string $value ): void {
		$this->headers[ strtolower( $name ) ] = $value;
	}
	public function get_header( string $name ): ?string {
		return $this->headers[ $name ] ?? null;
	}
	public function set_body( string $body ): void {
		$this->body = $body;
	}
	public function get_body(): string {
		return $this->body;
	}
	public function set_param( string $name, mixed $value ): void {
		$this->params[ $name ] = $value;
	}
	public function offsetExists( mixed $name ): bool {
		return isset( $this->params[ $name ] );
	}
	public function offsetGet( mixed $name ): mixed {
		return $this->params[ $name ] ?? null;
	}
	public function offsetSet( mixed $name, mixed $value ): void {
		$this->params[ $name ] = $value;
	}
	public function offsetUnset( mixed $name ): void {
		unset( $this->params[ $name ] );
	}
}

class WP_REST_Response {
	private array $headers = array();
	public function __construct( private mixed $data = null, private int $status = 200 ) {}
	public function get_data(): mixed {
		return $this->data;
	}
	public function get_status(): int {
		return $this->status;
	}
	public function header( string $name, string $value ): void {
		$this->headers[ $name ] = $value;
	}
	public function get_headers(): array {
		return $this->headers;
	}
}

class WP_User {
	// phpcs:ignore WordPress.NamingConventions.ValidVariableName.VariableNotSnakeCase -- WordPress's own name.
	public function __construct( public int $ID, public string $user_login ) {}
}

function register_rest_route( string $space, string $route, array $options ): bool {
	Site::$now->routes[ "$space$route" ] = $options;
	return true;
}

function is_wp_error( mixed $thing ): bool {
	return $thing instanceof WP_Error;
}

function get_locale(): string {
	return Site::$now->locale;
}

// Options and transients. WordPress serialises options, so that a test fails if the plugin stores an object.
function get_option( string $name, mixed $default = false ): mixed {
	return array_key_exists( $name, Site::$now->options ) ? unserialize( Site::$now->options[ $name ] ) : $default;
}
function update_option( string $name, mixed $value, mixed $autoload = null ): bool {
	Site::$now->options[ $name ] = serialize( $value );
	return true;
}
function add_option( string $name, mixed $value = '', string $deprecated = '', mixed $autoload = null ): bool {
	return ! array_key_exists( $name, Site::$now->options ) && update_option( $name, $value );
}
function delete_option( string $name ): bool {
	$was = array_key_exists( $name, Site::$now->options );
	unset( Site::$now->options[ $name ] );
	return $was;
}
function get_transient( string $name ): mixed {
	return Site::$now->transients[ $name ] ?? false;
}
function set_transient( string $name, mixed $value, int $seconds = 0 ): bool {
	Site::$now->transients[ $name ] = $value;
	return true;
}
function delete_transient( string $name ): bool {
	unset( Site::$now->transients[ $name ] );
	return true;
}

// Sites of a network.
function is_multisite(): bool {
	return null !== Site::$now->network;
}
function get_current_blog_id(): int {
	return Site::$now->id;
}
function is_main_site(): bool {
	return 1 === Site::$now->id;
}
function get_current_network_id(): int {
	return 1;
}
function get_site_option( string $name, mixed $default = false ): mixed {
	return Site::$now->network[ $name ] ?? $default;
}
function switch_to_blog( int $id ): bool {
	Site::$now->stack[] = Site::$now->id;
	Site::$now->show( $id, 'switch' );
	return true;
}
function restore_current_blog(): bool {
	Site::$now->show( array_pop( Site::$now->stack ), 'restore' );
	return true;
}
function get_sites( array $query ): array {
	return array_slice( Site::$now->ids(), $query['offset'], $query['number'] );
}
function wp_cache_supports( string $what ): bool {
	return true;
}
function wp_cache_flush_runtime(): bool {
	Site::$now->did['flushed'] = ( Site::$now->did['flushed'] ?? 0 ) + 1;
	return true;
}

// Hooks.
function add_filter( string $hook, callable $callback, int $priority = 10, int $arguments = 1 ): bool {
	Site::$now->hooks[ $hook ][] = static fn ( mixed ...$values ) => $callback( ...array_slice( $values, 0, $arguments ) );
	return true;
}
function add_action( string $hook, callable $callback, int $priority = 10, int $arguments = 1 ): bool {
	return add_filter( $hook, $callback, $priority, $arguments );
}
function register_deactivation_hook( string $file, callable $callback ): void {
	add_action( 'deactivate_' . plugin_basename( $file ), $callback );
}
function wp_cache_get( int|string $key, string $group = '' ): mixed {
	return false;
}
function has_filter( string $hook ): bool {
	return isset( Site::$now->hooks[ $hook ] );
}
function remove_action( string $hook, callable $callback ): bool {
	unset( Site::$now->hooks[ $hook ] );
	return true;
}
function apply_filters( string $hook, mixed $value, mixed ...$more ): mixed {
	foreach ( Site::$now->hooks[ $hook ] ?? array() as $callback ) {
		$value = $callback( $value, ...$more );
	}
	return $value;
}
function do_action( string $hook, mixed ...$values ): void {
	Site::$now->did[ $hook ] = ( Site::$now->did[ $hook ] ?? 0 ) + 1;
	foreach ( Site::$now->hooks[ $hook ] ?? array() as $callback ) {
		$callback( ...$values );
	}
}
function did_action( string $hook ): int {
	return Site::$now->did[ $hook ] ?? 0;
}

// Texts.
function __( string $text, string $domain = 'default' ): string {
	return $text;
}
function _n( string $one, string $many, int $count, string $domain = 'default' ): string {
	return 1 === $count ? $one : $many;
}
function esc_html( string $text ): string {
	return htmlspecialchars( $text, ENT_QUOTES );
}
function esc_attr( string $text ): string {
	return esc_html( $text );
}
function esc_html__( string $text, string $domain = 'default' ): string {
	return esc_html( $text );
}
function wp_json_encode( mixed $value, int $flags = 0, int $depth = 512 ): string|false {
	return json_encode( $value, $flags, $depth );
}
function wp_strip_all_tags( string $text ): string {
	return trim( strip_tags( (string) preg_replace( '@<(script|style)[^>]*?>.*?</\\1>@si', '', $text ) ) );
}
function wp_specialchars_decode( string $text, int $quotes = ENT_NOQUOTES ): string {
	return htmlspecialchars_decode( $text, $quotes );
}
function untrailingslashit( string $text ): string {
	return rtrim( $text, '/\\' );
}
function wp_parse_url( string $url ): array|false {
	return parse_url( $url );
}
function absint( mixed $value ): int {
	return abs( (int) $value );
}
function wp_unslash( mixed $value ): mixed {
	return is_array( $value ) ? array_map( 'wp_unslash', $value ) : stripslashes( (string) $value );
}
function sanitize_textarea_field( string $text ): string {
	return trim( strip_tags( $text ) );
}
function sanitize_text_field( string $text ): string {
	return trim( (string) preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( $text ) ) );
}
function sanitize_key( string $text ): string {
	return (string) preg_replace( '/[^a-z0-9_\-]/', '', strtolower( $text ) );
}
function sanitize_file_name( string $name ): string {
	$name = str_replace( array( '?', '[', ']', '/', '\\', '=', '<', '>', ':', ';', ',', "'", '"', '&', '$', '#', '*', '(', ')', '|', '~', '`', '!', '{', '}', '%', '+', "\0" ), '', $name );
	return trim( (string) preg_replace( '/[\r\n\t -]+/', '-', $name ), '.-_' );
}
function size_format( int|float $bytes ): string {
	return $bytes . ' B';
}
function sanitize_email( string $text ): string {
	return is_email( trim( $text ) ) ? trim( $text ) : '';
}
function plugin_basename( string $file ): string {
	return 'kontor-bridge/' . basename( $file );
}
function is_email( string $text ): string|false {
	return filter_var( $text, FILTER_VALIDATE_EMAIL );
}
function wp_generate_uuid4(): string {
	return vsprintf( '%s%s-%s-4%s-a%s-%s%s%s', str_split( bin2hex( random_bytes( 16 ) ), 4 ) );
}
function get_file_data( string $file, array $headers ): array {
	$text = (string) file_get_contents( $file );
	return array_map( static fn ( string $name ): string => preg_match( "/^ \* $name: (.*)$/m", $text, $found ) === 1 ? trim( $found[1] ) : '', $headers );
}
function wp_timezone(): DateTimeZone {
	return new DateTimeZone( 'Europe/Oslo' );
}
function wp_timezone_string(): string {
	return (string) get_option( 'timezone_string', 'Europe/Oslo' );
}
function get_bloginfo( string $what ): string {
	return 'name' === $what ? 'Nordlys &amp; Sønn' : '';
}

// Other servers.
function wp_remote_request( string $url, array $args ): array|WP_Error {
	Site::$now->requests[] = array(
		'url'  => $url,
		'args' => $args,
	);
	$answer                = ( Site::$now->server )( $url, $args );
	if ( is_array( $answer ) && isset( $args['limit_response_size'] ) ) {
		$answer['body'] = substr( $answer['body'], 0, $args['limit_response_size'] );
	}
	return $answer;
}
function wp_remote_retrieve_response_code( array $answer ): int|string {
	return $answer['response']['code'];
}
function wp_remote_retrieve_body( array $answer ): string {
	return $answer['body'];
}
function wp_remote_retrieve_header( array $answer, string $name ): string|array {
	return $answer['headers'][ $name ] ?? '';
}

// The user, the screen, and functions that end a request.
function current_user_can( string $capability ): bool {
	return in_array( $capability, Site::$now->capabilities, true );
}
function get_users( array $query ): array {
	return 'manage_woocommerce' === $query['capability'] ? array_map( 'strval', array_slice( Site::$now->managers, 0, $query['number'] ) ) : array();
}
function is_admin(): bool {
	return Site::$now->is_admin;
}
function is_network_admin(): bool {
	return Site::$now->is_network_admin;
}
function wp_get_current_user(): WP_User {
	return new WP_User( get_current_user_id(), Site::$now->login );
}
function get_current_user_id(): int {
	return 7;
}
function wp_die( string $text = '', string $title = '', array $args = array() ): never {
	throw new Stopped( 'died ' . ( $args['response'] ?? 500 ) );
}
function check_admin_referer( string $action ): int {
	return Site::$now->nonce === $action ? 1 : throw new Stopped( 'died by nonce' );
}
function wp_verify_nonce( string $nonce, string $action ): int|false {
	return $nonce === $action ? 1 : false;
}
function wp_nonce_field( string $action, string $name = '_wpnonce', bool $referer = true ): void {
	printf( '<input type="hidden" name="%s" value="%s">', $name, $action );
}
function add_meta_box( string $id ): void {
	Site::$now->boxes[] = $id;
}
function get_user_by( string $field, string $value ): WP_User|false {
	return false;
}
function wp_get_referer(): string|false {
	return 'https://shop.example/wp-admin/admin.php?page=wc-orders';
}
function wp_safe_redirect( string $url ): never {
	throw new Stopped( $url );
}
function admin_url( string $path ): string {
	return 'https://shop.example/wp-admin/' . $path;
}
function add_query_arg( string|array $name, mixed $value = '', string $url = '' ): string {
	$url   = is_array( $name ) ? (string) $value : $url;
	$query = http_build_query( is_array( $name ) ? $name : array( $name => $value ) );
	return $url . ( str_contains( $url, '?' ) ? '&' : '?' ) . $query;
}
function remove_query_arg( string $name, string $url = '' ): string {
	return $url;
}
function wp_nonce_url( string $url, string $action ): string {
	return add_query_arg( '_wpnonce', $action, $url );
}

// Posts and caches.
function get_post_type( int $id ): string|false {
	return isset( Site::$now->orders[ $id ] ) ? Site::$now->orders[ $id ]->get_type() : false;
}
function wp_get_post_parent_id( int $id ): int {
	return Site::$now->orders[ $id ]->get_parent_id();
}
function _prime_post_caches( array $ids, bool $terms = true, bool $meta = true ): void {}
function get_edit_post_link( int $id, string $context = 'display' ): ?string {
	return in_array( 'edit_products', Site::$now->capabilities, true ) ? admin_url( "post.php?post=$id&action=edit" ) : null;
}
function clean_post_cache( int $id ): void {}
function wp_cache_delete( string $key, string $group = '' ): bool {
	return true;
}
