// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/own_rule.hpp>
#include <createproduct/suite/shard.hpp>
#include <createproduct/suite/target.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// How much a run may ask: quick is a subset of standard, standard of deep.
enum class Budget : unsigned char { quick, standard, deep };

/// What a run should do. A zero limit means no limit.
struct Options {
  Budget budget = Budget::standard;         ///< how much it may ask
  std::uint64_t seed = 1;                   ///< random cases are drawn from it; the same seed, the same cases
  std::string salt;                         ///< lower-case letters that make names fresh; must differ from run to run
  std::vector<std::string> only;            ///< clause ids or globs (* and ?); empty for all
  std::optional<std::size_t> random_cases;  ///< random requests instead of the budget's, with sequences in proportion
  std::size_t max_requests = 0;             ///< sent
  std::size_t max_creations = 0;            ///< products, those in doubt included
  std::chrono::milliseconds max_time{0};    ///< after it nothing new is begun
  double rate = 0;                          ///< requests a second
  std::size_t jobs = 0;                     ///< cases at the same time; 0: one, or more where answers take long
  std::optional<std::size_t> quota;         ///< the account's number of products, if known
  bool empty_account = false;               ///< the account holds no product at the start
  bool cleanup = false;                     ///< at the end, deletes the products that the run has created
  Shard shard;                              ///< the part of the run to do
  std::chrono::milliseconds back_off{200};  ///< first pause after noise; doubles, at most five times
};

/// Turns a case's request into what may be sent: adds the common parameters and, with keys, signs.
/// `with_common` asks for Region, Timestamp and Nonce even without keys.
using Stamp = std::function<wire::RawRequest(wire::RawRequest request, bool with_common)>;

/// Signs as a service does that gets signatures wrong in a known way.
struct MistakenStamp {
  std::string name;                      ///< that Step::mistake has
  std::string words;                     ///< what is wrong, to follow "a signature"
  Stamp stamp;                           ///< signs with that mistake
  ClauseId clause = "common.signature";  ///< that a service breaks which takes this and nothing else
};

/// One account of the target.
struct Access {
  Stamp stamp;                                   ///< may be empty: requests are sent as they are
  Stamp mismatched_stamp;                        ///< signs by another method than SignatureMethod says; may be empty
  bool is_signed = false;                        ///< whether `stamp` signs
  std::vector<MistakenStamp> mistaken_stamps{};  ///< to find out why right signatures are refused; may be empty
  /// Signs without SignatureMethod, by the method that this means; may be empty.
  Stamp methodless_stamp{};
};

/// What a run knows of a product that it may have created.
struct LedgerEntry {
  /// What is known of the product.
  enum class State : unsigned char {
    in_doubt,  ///< a request for it is about to leave, or has got no answer that tells
    created,
    deleted,
  };
  State state = State::in_doubt;  ///< what is known of the product
  std::string account;            ///< "first" or "second"
  std::string name;               ///< raw bytes
  std::string product_id;         ///< empty while in doubt
  bool salted = false;            ///< the name holds the salt of the run, so that nobody else can have used it
};

/// Called before each request that may create a product, and after each answer that tells of one.
using Ledger = std::function<void(const LedgerEntry&)>;

struct Recorded;

/// Called with each exchange, once its answer is there, from one thread at a time.
using Recorder = std::function<void(const Recorded&)>;

/// What a run is given to work with.
struct Means {
  std::string description;         ///< of the target, for reports
  Send send;                       ///< sends one request and waits for its answer
  std::function<Send()> connect;   ///< makes further connections, each used by one thread at a time; may be empty
  Access first;                    ///< the account of all requests but those that need a second one
  std::optional<Access> second;    ///< declared by its owner to be another account
  Ledger ledger;                   ///< may be empty
  Recorder recorder;               ///< may be empty
  std::vector<OwnRule> own_rules;  ///< of the user, beside the contract's
  /// Limits the wait for an answer of `send`; 0 lifts the limit; may be empty.
  std::function<void(std::chrono::milliseconds)> limit_wait;
  /// How often the target has begun, perhaps with nothing held; may be empty.
  std::function<std::size_t()> lives;
  /// Why nothing further can be learnt from the target, or ""; may be empty.
  std::function<std::string()> failure;
  std::function<bool()> interrupted;                     ///< may be empty; true ends the run early, in order
  std::function<void(std::chrono::milliseconds)> sleep;  ///< may be empty: std::this_thread::sleep_for
  /// May be empty: the steady clock; goes with `sleep`.
  std::function<std::chrono::steady_clock::time_point()> now;
  /// May be empty: the system's clock.
  std::function<std::chrono::system_clock::time_point()> clock;
};

/// Why what needs Access::is_signed is not exercised.
inline constexpr const char* needs_keys = "needs keys: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY";
/// Why what needs Means::second is not exercised.
inline constexpr const char* needs_second_account =
    "needs a second account: set CREATEPRODUCT_SECOND_SECRET_ID and CREATEPRODUCT_SECOND_SECRET_KEY";

/// What a run would send, phase by phase, without sending it.
struct PlannedPhase {
  std::string phase;          ///< the name that PhaseStarted will have
  std::size_t cases = 0;      ///< of the phase
  std::size_t requests = 0;   ///< sent for them
  std::size_t creations = 0;  ///< at most
};

}  // namespace createproduct::suite
