// SPDX-License-Identifier: MIT
// All of http/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/http/answer_head.hpp>
#include <createproduct/http/answer_reader.hpp>
#include <createproduct/http/connect.hpp>
#include <createproduct/http/connection.hpp>
#include <createproduct/http/endpoint.hpp>
#include <createproduct/http/exchange.hpp>
#include <createproduct/http/mock_server.hpp>
#include <createproduct/http/server_connection.hpp>
#include <createproduct/http/signing_mistake.hpp>
#include <createproduct/http/socket.hpp>
#include <createproduct/http/stamping.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/tls_distrust.hpp>
#include <createproduct/http/tls_probe.hpp>
#include <createproduct/http/tls_stream.hpp>
#include <createproduct/http/url.hpp>
