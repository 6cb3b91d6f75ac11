-- Sends the requests in a file, a line with its length before each, from a random place on.  wrk … URL -- REQUESTS SEED
require "report"

local requests, at

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  requests = {}
  for length in function() return file:read("*l") end do
    requests[#requests + 1] = file:read(tonumber(length))
  end
  file:close()
  math.randomseed(tonumber(arguments[2]))
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  return requests[at]
end
