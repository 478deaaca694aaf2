<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Bodies</name>
    <message>
        <source>it ends too early</source>
        <translation>它过早结束</translation>
    </message>
    <message>
        <source>here should stand a value</source>
        <translation>此处应为一个值</translation>
    </message>
    <message>
        <source>here should stand a name in double quotes</source>
        <translation>此处应为双引号中的名称</translation>
    </message>
    <message>
        <source>here should stand a colon</source>
        <translation>此处应为冒号</translation>
    </message>
    <message>
        <source>here should stand a comma or the end</source>
        <translation>此处应为逗号或结尾</translation>
    </message>
    <message>
        <source>this is no number</source>
        <translation>这不是数字</translation>
    </message>
    <message>
        <source>a string may not hold this character as it is</source>
        <translation>字符串中不能直接包含此字符</translation>
    </message>
    <message>
        <source>there is no such escape</source>
        <translation>没有这样的转义</translation>
    </message>
    <message>
        <source>something stands behind the end</source>
        <translation>结尾之后还有内容</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>它嵌套过深</translation>
    </message>
    <message>
        <source>it holds more values than are shown</source>
        <translation>它包含的值多于显示的数量</translation>
    </message>
    <message>
        <source>its %1 data ends too early</source>
        <translation>其 %1 数据过早结束</translation>
    </message>
    <message>
        <source>only the first %1 were unpacked</source>
        <translation>只解压了前 %1</translation>
    </message>
    <message>
        <source>its %1 data is damaged</source>
        <translation>其 %1 数据已损坏</translation>
    </message>
    <message>
        <source>compressed (%1), shown as it was sent</source>
        <translation>已压缩（%1），按发送时的样子显示</translation>
    </message>
    <message>
        <source>The body was not recorded.</source>
        <translation>正文未被记录。</translation>
    </message>
    <message>
        <source>No body.</source>
        <translation>没有正文。</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1, %2 unpacked</source>
        <translation>%1，解压后 %2</translation>
    </message>
    <message>
        <source>cut at %1</source>
        <translation>在 %1 处截断</translation>
    </message>
    <message>
        <source>the charset “%1” is not known, read as %2</source>
        <translation>未知的字符集“%1”，按 %2 读取</translation>
    </message>
    <message>
        <source>no charset, read as %1</source>
        <translation>未指明字符集，按 %1 读取</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>%1 that are no text (SHA-256 %2…)</source>
        <translation>%1，不是文本（SHA-256 %2…）</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>1 line of the body</source>
        <translation>正文的 1 行</translation>
    </message>
    <message>
        <source>%1 lines of the body</source>
        <translation>正文的 %1 行</translation>
    </message>
    <message>
        <source>ids in the body</source>
        <translation>正文中的 ID</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 和另外 %2 项</translation>
    </message>
    <message>
        <source>Different: %1.</source>
        <translation>不同：%1。</translation>
    </message>
    <message>
        <source>Same except %1.</source>
        <translation>除 %1 外相同。</translation>
    </message>
    <message>
        <source>Same.</source>
        <translation>相同。</translation>
    </message>
    <message>
        <source>The bodies were not recorded.</source>
        <translation>正文未被记录。</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>No terminal was found to run %1 in.</source>
        <translation>找不到可以运行 %1 的终端。</translation>
    </message>
    <message>
        <source>The command of the editor is empty: choose one in the preferences.</source>
        <translation>编辑器命令为空：请在首选项中选择一个。</translation>
    </message>
    <message>
        <source>The editor %1 was not found.</source>
        <translation>找不到编辑器 %1。</translation>
    </message>
    <message>
        <source>%1 was not found. Choose another editor in the preferences.</source>
        <translation>找不到 %1。请在首选项中选择其他编辑器。</translation>
    </message>
    <message>
        <source>No editor that Retort knows was found. Choose one in the preferences.</source>
        <translation>找不到 Retort 支持的编辑器。请在首选项中选择一个。</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>无法启动 %1。</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Retort was closed unexpectedly. Your servers kept running.</source>
        <translation>Retort 上次意外关闭。您的服务器一直在运行。</translation>
    </message>
    <message>
        <source>Retort was closed unexpectedly.</source>
        <translation>Retort 意外关闭。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>%(ftime) uses the log-date format</source>
        <translation>%(ftime) 使用 log-date 的格式</translation>
    </message>
    <message>
        <source>100-continue is always answered</source>
        <translation>始终应答 100-continue</translation>
    </message>
    <message>
        <source>HTTP/1.1 answers without a length are always chunked</source>
        <translation>没有长度的 HTTP/1.1 响应始终分块发送</translation>
    </message>
    <message>
        <source>Python file to run as the app</source>
        <translation>作为应用运行的 Python 文件</translation>
    </message>
    <message>
        <source>Retort never defers accepting</source>
        <translation>Retort 从不延迟接受连接</translation>
    </message>
    <message>
        <source>Retort reaps when it is process 1</source>
        <translation>Retort 作为 1 号进程时会回收子进程</translation>
    </message>
    <message>
        <source>Retort serves with threads</source>
        <translation>Retort 使用线程</translation>
    </message>
    <message>
        <source>Retort serves with threads instead of async cores</source>
        <translation>Retort 使用线程而不是异步核心</translation>
    </message>
    <message>
        <source>Retort serves with threads instead of coroutines</source>
        <translation>Retort 使用线程而不是协程</translation>
    </message>
    <message>
        <source>Retort serves with threads instead of greenlets</source>
        <translation>Retort 使用线程而不是 greenlet</translation>
    </message>
    <message>
        <source>Retort shows its own error page, with the traceback for local browsers</source>
        <translation>Retort 显示自己的错误页面，并对本机浏览器显示错误堆栈</translation>
    </message>
    <message>
        <source>Retort speaks HTTP and the uwsgi protocol</source>
        <translation>Retort 使用 HTTP 和 uwsgi 协议</translation>
    </message>
    <message>
        <source>Retort stays in the foreground; the log goes to that file</source>
        <translation>Retort 留在前台；日志写入该文件</translation>
    </message>
    <message>
        <source>Retort takes bytes as WSGI asks, and says so when it gets something else</source>
        <translation>Retort 按 WSGI 的要求接受字节，收到其他类型时会给出提示</translation>
    </message>
    <message>
        <source>SIGTERM always stops Retort</source>
        <translation>SIGTERM 始终会停止 Retort</translation>
    </message>
    <message>
        <source>WebSockets are not supported yet; requests for an upgrade reach the app as plain requests</source>
        <translation>尚不支持 WebSocket；升级请求会作为普通请求到达应用</translation>
    </message>
    <message>
        <source>a desktop server runs as you</source>
        <translation>桌面服务器以您的身份运行</translation>
    </message>
    <message>
        <source>address space says little about memory; use reload-on-rss</source>
        <translation>地址空间不能说明内存占用；请使用 reload-on-rss</translation>
    </message>
    <message>
        <source>address where statistics are served as JSON, for uwsgitop</source>
        <translation>以 JSON 提供统计信息的地址，供 uwsgitop 使用</translation>
    </message>
    <message>
        <source>alarms belong to production</source>
        <translation>告警属于生产环境</translation>
    </message>
    <message>
        <source>all `processes` workers run</source>
        <translation>所有 `processes` 个工作进程都会运行</translation>
    </message>
    <message>
        <source>all `processes` workers run; fewer would only slow the first requests</source>
        <translation>所有 `processes` 个工作进程都会运行；减少只会拖慢最初的请求</translation>
    </message>
    <message>
        <source>always so</source>
        <translation>始终如此</translation>
    </message>
    <message>
        <source>always so: Retort removes its sockets and its pid file when it stops</source>
        <translation>始终如此：Retort 停止时会删除其套接字和 pid 文件</translation>
    </message>
    <message>
        <source>always so: every worker loads the app itself</source>
        <translation>始终如此：每个工作进程各自加载应用</translation>
    </message>
    <message>
        <source>always so: mounted apps share one interpreter</source>
        <translation>始终如此：挂载的应用共用一个解释器</translation>
    </message>
    <message>
        <source>always so: no worker outlives the engine</source>
        <translation>始终如此：没有工作进程会比引擎存活更久</translation>
    </message>
    <message>
        <source>always so: one mark in the request line</source>
        <translation>始终如此：在请求行中做一个标记</translation>
    </message>
    <message>
        <source>always so: the iteration is closed instead</source>
        <translation>始终如此：改为关闭迭代</translation>
    </message>
    <message>
        <source>announcing belongs to production</source>
        <translation>订阅通告属于生产环境</translation>
    </message>
    <message>
        <source>answer 500 where no app is mounted instead of using the first</source>
        <translation>没有挂载应用的路径返回 500，而不使用第一个应用</translation>
    </message>
    <message>
        <source>app at a path, /path=module:callable or /path=file.py; may be given several times</source>
        <translation>某个路径下的应用，/path=module:callable 或 /path=file.py；可以多次给出</translation>
    </message>
    <message>
        <source>bodies are always buffered and streamed</source>
        <translation>正文始终经过缓冲并流式传送</translation>
    </message>
    <message>
        <source>bytes a request body may have; above that the client gets 413</source>
        <translation>请求正文的最大字节数；超过时客户端会得到 413</translation>
    </message>
    <message>
        <source>check the types an app returns</source>
        <translation>检查应用返回的类型</translation>
    </message>
    <message>
        <source>chunked bodies are always decoded into wsgi.input</source>
        <translation>分块的正文始终解码到 wsgi.input</translation>
    </message>
    <message>
        <source>clients that go away are marked in the request line</source>
        <translation>离开的客户端会在请求行中标记</translation>
    </message>
    <message>
        <source>clients that go away do no harm here</source>
        <translation>离开的客户端在这里没有危害</translation>
    </message>
    <message>
        <source>companion programs are not started; run it in a terminal</source>
        <translation>不启动伴随程序；请在终端中运行它</translation>
    </message>
    <message>
        <source>connections the system queues before they are accepted</source>
        <translation>系统在接受之前排队的连接数</translation>
    </message>
    <message>
        <source>cron jobs are not run on a developer&apos;s computer</source>
        <translation>不在开发者的计算机上运行 cron 任务</translation>
    </message>
    <message>
        <source>environment variable for the app, NAME=value</source>
        <translation>应用的环境变量，NAME=value</translation>
    </message>
    <message>
        <source>environment variable to remove</source>
        <translation>要移除的环境变量</translation>
    </message>
    <message>
        <source>every line is printed</source>
        <translation>每一行都会输出</translation>
    </message>
    <message>
        <source>every request is logged</source>
        <translation>每个请求都会记录</translation>
    </message>
    <message>
        <source>file to write the log to instead of the terminal</source>
        <translation>写入日志的文件，取代终端</translation>
    </message>
    <message>
        <source>file to write the process id to</source>
        <translation>写入进程号的文件</translation>
    </message>
    <message>
        <source>file to write the process id to, after dropping privileges</source>
        <translation>放弃权限之后写入进程号的文件</translation>
    </message>
    <message>
        <source>files are not served by Retort yet</source>
        <translation>Retort 尚不提供文件</translation>
    </message>
    <message>
        <source>files are not served by Retort yet; the app gets these requests</source>
        <translation>Retort 尚不提供文件；这些请求会交给应用</translation>
    </message>
    <message>
        <source>folder or pattern to put first in sys.path; may be given several times</source>
        <translation>放在 sys.path 最前面的文件夹或模式；可以多次给出</translation>
    </message>
    <message>
        <source>folder to change to after loading the app</source>
        <translation>加载应用之后切换到的文件夹</translation>
    </message>
    <message>
        <source>folder to change to before loading the app</source>
        <translation>加载应用之前切换到的文件夹</translation>
    </message>
    <message>
        <source>folder with a file per environment variable; an empty file removes one</source>
        <translation>每个环境变量对应一个文件的文件夹；空文件表示移除该变量</translation>
    </message>
    <message>
        <source>full shows tracebacks to local browsers, short never</source>
        <translation>full 对本机浏览器显示错误堆栈，short 从不显示</translation>
    </message>
    <message>
        <source>header to add to every answer of the app, Name: value</source>
        <translation>为应用的每个响应添加的头部，Name: value</translation>
    </message>
    <message>
        <source>header to remove from every answer of the app</source>
        <translation>从应用的每个响应中移除的头部</translation>
    </message>
    <message>
        <source>host names loopback listeners answer to besides localhost; * is any</source>
        <translation>本机监听除 localhost 外还响应的主机名；* 表示任意</translation>
    </message>
    <message>
        <source>how a request line looks, such as %(addr) %(method) %(uri) %(status)</source>
        <translation>请求行的格式，例如 %(addr) %(method) %(uri) %(status)</translation>
    </message>
    <message>
        <source>internal routing is not done by Retort</source>
        <translation>Retort 不做内部路由</translation>
    </message>
    <message>
        <source>keep a process with the libraries loaded, so that a reload takes milliseconds</source>
        <translation>保留一个已加载好库的进程，使重新加载只需几毫秒</translation>
    </message>
    <message>
        <source>leave wsgi.file_wrapper out of the environ</source>
        <translation>environ 中不包含 wsgi.file_wrapper</translation>
    </message>
    <message>
        <source>let the first app answer for all mounts</source>
        <translation>由第一个应用响应所有挂载点</translation>
    </message>
    <message>
        <source>level of Python&apos;s -O</source>
        <translation>Python 的 -O 级别</translation>
    </message>
    <message>
        <source>limit-post counts for every body here</source>
        <translation>这里 limit-post 对所有正文生效</translation>
    </message>
    <message>
        <source>listen at this address with `protocol`; a TCP address or the path of a Unix socket</source>
        <translation>以 `protocol` 在此地址监听；TCP 地址或 Unix 套接字的路径</translation>
    </message>
    <message>
        <source>listen for HTTP at this address</source>
        <translation>在此地址监听 HTTP</translation>
    </message>
    <message>
        <source>listen for HTTP at this address; may be given several times</source>
        <translation>在此地址监听 HTTP；可以多次给出</translation>
    </message>
    <message>
        <source>listen for HTTP/1.1 at this address</source>
        <translation>在此地址监听 HTTP/1.1</translation>
    </message>
    <message>
        <source>listen for the uwsgi protocol at this address</source>
        <translation>在此地址监听 uwsgi 协议</translation>
    </message>
    <message>
        <source>load .env and .flaskenv of the project</source>
        <translation>加载项目的 .env 和 .flaskenv</translation>
    </message>
    <message>
        <source>log files are not rotated</source>
        <translation>不轮换日志文件</translation>
    </message>
    <message>
        <source>make every Unix socket an abstract one (Linux)</source>
        <translation>将所有 Unix 套接字设为抽象套接字 (Linux)</translation>
    </message>
    <message>
        <source>memory in MB above which a worker is replaced</source>
        <translation>内存超过多少 MB 时替换工作进程</translation>
    </message>
    <message>
        <source>mode of Unix sockets, three octal digits; 666 without a value</source>
        <translation>Unix 套接字的权限，三位八进制数；不带值时为 666</translation>
    </message>
    <message>
        <source>module to import at start</source>
        <translation>启动时导入的模块</translation>
    </message>
    <message>
        <source>module to import, with :callable or :factory() behind it if you like</source>
        <translation>要导入的模块，后面可以加上 :callable 或 :factory()</translation>
    </message>
    <message>
        <source>move the mount point from PATH_INFO to SCRIPT_NAME</source>
        <translation>将挂载点从 PATH_INFO 移到 SCRIPT_NAME</translation>
    </message>
    <message>
        <source>mules are not started; run the helper in a terminal</source>
        <translation>不启动 mule；请在终端中运行该辅助程序</translation>
    </message>
    <message>
        <source>name of this site for retort ps and retort status</source>
        <translation>此站点在 retort ps 和 retort status 中的名称</translation>
    </message>
    <message>
        <source>named pipe that takes the commands r (reload), q (stop), Q (stop at once) and s (status); not on Windows</source>
        <translation>接受命令 r（重新加载）、q（停止）、Q（立即停止）和 s（状态）的命名管道；不适用于 Windows</translation>
    </message>
    <message>
        <source>octal mask for the modes of new files</source>
        <translation>新文件权限的八进制掩码</translation>
    </message>
    <message>
        <source>one event loop reads HTTP for all workers here</source>
        <translation>这里由一个事件循环为所有工作进程读取 HTTP</translation>
    </message>
    <message>
        <source>one process accepts for all workers here, so there is nothing to lock</source>
        <translation>这里由一个进程为所有工作进程接受连接，无需加锁</translation>
    </message>
    <message>
        <source>owner of Unix sockets, user or user:group</source>
        <translation>Unix 套接字的所有者，user 或 user:group</translation>
    </message>
    <message>
        <source>pattern of files and folders whose changes do not matter, as in .gitignore</source>
        <translation>更改后无需理会的文件和文件夹的模式，写法同 .gitignore</translation>
    </message>
    <message>
        <source>pattern of further files that reload the app when they change, as in .gitignore</source>
        <translation>更改后会重新加载应用的其他文件的模式，写法同 .gitignore</translation>
    </message>
    <message>
        <source>print memory use in request lines</source>
        <translation>在请求行中输出内存占用</translation>
    </message>
    <message>
        <source>print no line per request</source>
        <translation>不为每个请求输出一行</translation>
    </message>
    <message>
        <source>print the X-Forwarded-For address</source>
        <translation>输出 X-Forwarded-For 地址</translation>
    </message>
    <message>
        <source>print the usual options; `--help all` prints every one</source>
        <translation>输出常用选项；`--help all` 输出全部选项</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>输出版本</translation>
    </message>
    <message>
        <source>print times in microseconds</source>
        <translation>以微秒输出时间</translation>
    </message>
    <message>
        <source>process names are left alone</source>
        <translation>不更改进程名称</translation>
    </message>
    <message>
        <source>put a proxy in front for TLS, or use http while developing</source>
        <translation>需要 TLS 时请在前面放置代理，或在开发时使用 http</translation>
    </message>
    <message>
        <source>put the date before lines; a strftime format</source>
        <translation>在每行之前加上日期；strftime 格式</translation>
    </message>
    <message>
        <source>reload when a file of the project changes: on or off</source>
        <translation>项目文件更改时重新加载：on 或 off</translation>
    </message>
    <message>
        <source>reload when a file of the project changes; 0 is off, more is on</source>
        <translation>项目文件更改时重新加载；0 为关闭，大于 0 为开启</translation>
    </message>
    <message>
        <source>reload when this file changes; may be given several times</source>
        <translation>此文件更改时重新加载；可以多次给出</translation>
    </message>
    <message>
        <source>reload when this file or folder changes</source>
        <translation>此文件或文件夹更改时重新加载</translation>
    </message>
    <message>
        <source>replace a worker after any exception</source>
        <translation>发生任何异常后替换工作进程</translation>
    </message>
    <message>
        <source>replace the workers when this file changes</source>
        <translation>此文件更改时替换工作进程</translation>
    </message>
    <message>
        <source>replace workers one by one when this file changes</source>
        <translation>此文件更改时逐个替换工作进程</translation>
    </message>
    <message>
        <source>request lines go to the terminal, or to the file of `logto`</source>
        <translation>请求行写到终端，或写入 `logto` 的文件</translation>
    </message>
    <message>
        <source>requests a worker process handles at once</source>
        <translation>每个工作进程同时处理的请求数</translation>
    </message>
    <message>
        <source>requests after which a worker is replaced; 0 is never</source>
        <translation>工作进程处理多少个请求后被替换；0 表示从不</translation>
    </message>
    <message>
        <source>requests go straight to Retort&apos;s own workers</source>
        <translation>请求直接交给 Retort 自己的工作进程</translation>
    </message>
    <message>
        <source>seconds a request may take; then the client gets 504 and the worker is replaced</source>
        <translation>请求的最长秒数；超时后客户端会得到 504，工作进程会被替换</translation>
    </message>
    <message>
        <source>seconds a worker may take to finish its requests</source>
        <translation>工作进程完成请求的最长秒数</translation>
    </message>
    <message>
        <source>seconds after which a worker is replaced</source>
        <translation>工作进程运行多少秒后被替换</translation>
    </message>
    <message>
        <source>seconds an HTTP client waits for a silent app before it gets 504; 0 is any time, to leave room for a debugger</source>
        <translation>应用没有输出时 HTTP 客户端等待多少秒后得到 504；0 表示不限时，便于使用调试器</translation>
    </message>
    <message>
        <source>seconds an idle HTTP connection stays open; keep-alive itself is always on</source>
        <translation>空闲 HTTP 连接保持打开的秒数；保持连接本身始终开启</translation>
    </message>
    <message>
        <source>seconds before max-requests may replace a worker</source>
        <translation>max-requests 可以替换工作进程之前的秒数</translation>
    </message>
    <message>
        <source>seconds to wait for running requests at shutdown</source>
        <translation>关闭时等待正在处理的请求的秒数</translation>
    </message>
    <message>
        <source>seconds to wait for the next piece of a request body</source>
        <translation>等待请求正文下一部分的秒数</translation>
    </message>
    <message>
        <source>serve in this terminal, without a window</source>
        <translation>在此终端中提供服务，不打开窗口</translation>
    </message>
    <message>
        <source>serve the statistics with an HTTP head</source>
        <translation>提供统计信息时带上 HTTP 头部</translation>
    </message>
    <message>
        <source>sharing a port hides that another server is still running</source>
        <translation>共享端口会掩盖另一个服务器仍在运行的事实</translation>
    </message>
    <message>
        <source>spooled tasks run in a thread of the worker</source>
        <translation>spooler 任务在工作进程的线程中运行</translation>
    </message>
    <message>
        <source>standard input is always left alone</source>
        <translation>始终不使用标准输入</translation>
    </message>
    <message>
        <source>start Python without the site module</source>
        <translation>启动 Python 时不加载 site 模块</translation>
    </message>
    <message>
        <source>stop with exit code 22 when no app can be loaded</source>
        <translation>没有应用可以加载时以退出码 22 停止</translation>
    </message>
    <message>
        <source>supervise the workers; Retort always does, uwsgi.masterpid() tells the app</source>
        <translation>监管工作进程；Retort 始终如此，应用可通过 uwsgi.masterpid() 得知</translation>
    </message>
    <message>
        <source>sys.argv of the app</source>
        <translation>应用的 sys.argv</translation>
    </message>
    <message>
        <source>sys.executable is the interpreter that really runs</source>
        <translation>sys.executable 是实际运行的解释器</translation>
    </message>
    <message>
        <source>the PROXY protocol is not read yet</source>
        <translation>尚不读取 PROXY 协议</translation>
    </message>
    <message>
        <source>the engine sends without blocking anyway</source>
        <translation>引擎发送时本来就不会阻塞</translation>
    </message>
    <message>
        <source>the fastrouter belongs to production</source>
        <translation>fastrouter 属于生产环境</translation>
    </message>
    <message>
        <source>the harakiri report shows the stacks of all threads</source>
        <translation>harakiri 报告会显示所有线程的堆栈</translation>
    </message>
    <message>
        <source>the log file is appended to</source>
        <translation>日志追加到文件末尾</translation>
    </message>
    <message>
        <source>the log file stays open</source>
        <translation>日志文件保持打开</translation>
    </message>
    <message>
        <source>the log goes to the terminal, or to the file of `logto`</source>
        <translation>日志写到终端，或写入 `logto` 的文件</translation>
    </message>
    <message>
        <source>the stack of the stuck thread is always printed</source>
        <translation>始终输出卡住线程的堆栈</translation>
    </message>
    <message>
        <source>the start-up lines name the Python in use</source>
        <translation>启动信息会写明所用的 Python</translation>
    </message>
    <message>
        <source>the system decides where workers run</source>
        <translation>由系统决定工作进程在哪里运行</translation>
    </message>
    <message>
        <source>the system&apos;s own limit is kept</source>
        <translation>保留系统自身的限制</translation>
    </message>
    <message>
        <source>there is always room for 65535 bytes, the most a uwsgi packet can have</source>
        <translation>始终有 65535 字节的空间，即 uwsgi 数据包的上限</translation>
    </message>
    <message>
        <source>there is room for far more here</source>
        <translation>这里的空间远不止于此</translation>
    </message>
    <message>
        <source>this is an Emperor file; start Retort with one of the files it governs</source>
        <translation>这是 Emperor 文件；请用它管理的某个文件启动 Retort</translation>
    </message>
    <message>
        <source>threads always run</source>
        <translation>线程始终运行</translation>
    </message>
    <message>
        <source>unknown names are errors</source>
        <translation>未知的名称视为错误</translation>
    </message>
    <message>
        <source>use log-format</source>
        <translation>请使用 log-format</translation>
    </message>
    <message>
        <source>uwsgi.cache_* functions fail softly</source>
        <translation>uwsgi.cache_* 函数会平稳地失败</translation>
    </message>
    <message>
        <source>uwsgi.lock() always works</source>
        <translation>uwsgi.lock() 始终可用</translation>
    </message>
    <message>
        <source>uwsgi.queue_* functions fail softly</source>
        <translation>uwsgi.queue_* 函数会平稳地失败</translation>
    </message>
    <message>
        <source>variable of the module that is the app</source>
        <translation>模块中作为应用的变量</translation>
    </message>
    <message>
        <source>virtual environment to use</source>
        <translation>要使用的虚拟环境</translation>
    </message>
    <message>
        <source>what Retort can do is built in; real uWSGI may need the line</source>
        <translation>Retort 的功能都是内置的；真正的 uWSGI 可能需要这一行</translation>
    </message>
    <message>
        <source>what is served while changed code cannot be loaded: page shows the error, last-good the code before</source>
        <translation>更改后的代码无法加载时提供的内容：page 显示错误，last-good 使用之前的代码</translation>
    </message>
    <message>
        <source>what plain sockets speak: uwsgi, http or http11</source>
        <translation>普通套接字使用的协议：uwsgi、http 或 http11</translation>
    </message>
    <message>
        <source>with disable-logging: still print answers larger than this many bytes</source>
        <translation>配合 disable-logging：仍输出大于此字节数的响应</translation>
    </message>
    <message>
        <source>with disable-logging: still print answers without a body</source>
        <translation>配合 disable-logging：仍输出没有正文的响应</translation>
    </message>
    <message>
        <source>with disable-logging: still print requests answered 4xx</source>
        <translation>配合 disable-logging：仍输出响应为 4xx 的请求</translation>
    </message>
    <message>
        <source>with disable-logging: still print requests answered 5xx</source>
        <translation>配合 disable-logging：仍输出响应为 5xx 的请求</translation>
    </message>
    <message>
        <source>with disable-logging: still print requests slower than this many ms</source>
        <translation>配合 disable-logging：仍输出慢于此毫秒数的请求</translation>
    </message>
    <message>
        <source>worker processes</source>
        <translation>工作进程数</translation>
    </message>
    <message>
        <source>workers are replaced one after the other anyway</source>
        <translation>工作进程本来就是逐个替换的</translation>
    </message>
    <message>
        <source>workers are started, not forked</source>
        <translation>工作进程是启动的，而不是 fork 的</translation>
    </message>
    <message>
        <source>write a small file that loads it and use wsgi-file</source>
        <translation>请编写一个加载它的小文件，并使用 wsgi-file</translation>
    </message>
    <message>
        <source>zerg mode joins a uWSGI server; Retort is one by itself</source>
        <translation>zerg 模式用于加入 uWSGI 服务器；Retort 本身就是服务器</translation>
    </message>
    <message>
        <source>zerg mode serves uWSGI servers; Retort is one by itself</source>
        <translation>zerg 模式为 uWSGI 服务器服务；Retort 本身就是服务器</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source> … %1 more characters</source>
        <translation> … 还有 %1 个字符</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Port %1 is no longer held by that program.</source>
        <translation>端口 %1 已不再被该程序占用。</translation>
    </message>
    <message>
        <source>%1 cannot be stopped: %2.</source>
        <translation>无法停止 %1：%2。</translation>
    </message>
    <message>
        <source>Also there.</source>
        <translation>同样可用。</translation>
    </message>
    <message>
        <source>%1 says so.</source>
        <translation>由 %1 指定。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>Kept, not used by Retort.</source>
        <translation>保留，Retort 不使用。</translation>
    </message>
    <message>
        <source>A name of the file&apos;s own, for other values.</source>
        <translation>文件自定的名称，供其他值引用。</translation>
    </message>
</context>
<context>
    <name>Requests</name>
    <message>
        <source>1 millisecond</source>
        <translation>1 毫秒</translation>
    </message>
    <message>
        <source>%1 milliseconds</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无响应</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>the client left</source>
        <translation>客户端已离开</translation>
    </message>
    <message>
        <source>no body</source>
        <translation>无正文</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>工作进程 %1</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>加载 %1</translation>
    </message>
    <message>
        <source>the answer breaks off</source>
        <translation>响应中途中断</translation>
    </message>
    <message>
        <source>… (%1 more characters)</source>
        <translation>…（还有 %1 个字符）</translation>
    </message>
    <message>
        <source>… (%1 more bytes)</source>
        <translation>…（还有 %1 字节）</translation>
    </message>
    <message>
        <source>replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>↻ replay</source>
        <translation>↻ 重放</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::AttachDialog</name>
    <message>
        <source>Attach to a running server</source>
        <translation>连接到运行中的服务器</translation>
    </message>
    <message>
        <source>Servers that were started in a terminal with “retort --no-gui” show here by themselves.</source>
        <translation>在终端中用 “retort --no-gui” 启动的服务器会自动显示在这里。</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::CheckLine</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::ChooseDialog</name>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::ClosingDialog</name>
    <message>
        <source>Do this every time</source>
        <translation>每次都这样做</translation>
    </message>
    <message>
        <source>Close Retort</source>
        <translation>关闭 Retort</translation>
    </message>
    <message>
        <source>1 site is serving.</source>
        <translation>有 1 个站点正在运行。</translation>
    </message>
    <message>
        <source>%1 sites are serving.</source>
        <translation>有 %1 个站点正在运行。</translation>
    </message>
    <message>
        <source>A site can keep serving without the window; it is in the list again when Retort is opened.</source>
        <translation>关闭窗口后站点可以继续运行；下次打开 Retort 时它会重新出现在列表中。</translation>
    </message>
    <message>
        <source>Keep serving</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::ExportDialog</name>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>What to make files for</source>
        <translation>导出目标</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>&amp;Domain</source>
        <translation>域名(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Replicas</source>
        <translation>副本数(&amp;R)</translation>
    </message>
    <message>
        <source>What could not be carried over stands in the heading of each file.</source>
        <translation>未能转换的内容列在每个文件的开头。</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>全部保存…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Save the files in a folder</source>
        <translation>将文件保存到文件夹</translation>
    </message>
    <message>
        <source>%1 is there already and stays as it is. Choose another folder.</source>
        <translation>%1 已存在，不会被覆盖。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Saved in %1.</source>
        <translation>已保存到 %1。</translation>
    </message>
    <message>
        <source>This site has no ini yet, and production files start from one. “retort init” in its folder writes it.</source>
        <translation>此站点还没有 ini 文件，而生产环境文件要从它生成。在其文件夹中运行 “retort init” 即可创建。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::Help</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A text in the path or its query.</source>
        <translation>路径或查询中的文字。</translation>
    </message>
    <message>
        <source>The status of the answer.</source>
        <translation>响应的状态码。</translation>
    </message>
    <message>
        <source>The method of the request.</source>
        <translation>请求方法。</translation>
    </message>
    <message>
        <source>A text in the path; with = the whole path.</source>
        <translation>路径中的文字；加 = 表示整个路径。</translation>
    </message>
    <message>
        <source>How long it took, from the first byte to the last.</source>
        <translation>从第一个字节到最后一个字节所用的时间。</translation>
    </message>
    <message>
        <source>How long the app kept a processor busy.</source>
        <translation>应用占用处理器的时间。</translation>
    </message>
    <message>
        <source>The size of the response body.</source>
        <translation>响应正文的大小。</translation>
    </message>
    <message>
        <source>The worker that answered.</source>
        <translation>作出响应的工作进程。</translation>
    </message>
    <message>
        <source>Which load of the app answered: it counts up with each reload.</source>
        <translation>由应用的第几次加载作出响应：每次重新加载加一。</translation>
    </message>
    <message>
        <source>The address of the client.</source>
        <translation>客户端的地址。</translation>
    </message>
    <message>
        <source>What kind of request it was.</source>
        <translation>请求的类别。</translation>
    </message>
    <message>
        <source>Since the last reload, for some time, or since a time of day.</source>
        <translation>自上次重新加载以来、一段时间以内，或自某个时刻以来。</translation>
    </message>
    <message>
        <source>Between two times of day: drag over the chart.</source>
        <translation>两个时刻之间：在图表上拖动即可。</translation>
    </message>
    <message>
        <source>The route or endpoint.</source>
        <translation>路由或端点。</translation>
    </message>
    <message>
        <source>The content type of the response.</source>
        <translation>响应的内容类型。</translation>
    </message>
    <message>
        <source>A header of the request or response, and what is in it.</source>
        <translation>请求或响应的某个头部及其内容。</translation>
    </message>
    <message>
        <source>A text in the request body.</source>
        <translation>请求正文中的文字。</translation>
    </message>
    <message>
        <source>A text in the response body.</source>
        <translation>响应正文中的文字。</translation>
    </message>
    <message>
        <source>A text the app printed or logged meanwhile.</source>
        <translation>应用在此期间打印或记录的文字。</translation>
    </message>
    <message>
        <source>The exception that was raised.</source>
        <translation>抛出的异常。</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Each project is a site, at the left. Drop a folder on the window to add one. Sites go on serving when the window is closed, if you want.</source>
        <translation>每个项目是左侧的一个站点。把文件夹拖到窗口上即可添加。如果需要，关闭窗口后站点可以继续提供服务。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Every request is a row. Select one to see what was raised, what came in and went out, what was printed, and where the time went. Enter and Escape open and close the details.</source>
        <translation>每个请求占一行。选中一行可查看抛出的异常、收发的内容、打印的输出以及时间花在哪里。按 Enter 和 Escape 打开和关闭详情。</translation>
    </message>
    <message>
        <source>Reloading</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Save a file and the app is loaded again. Requests wait for the new code. A line in the list says when.</source>
        <translation>保存文件后应用会重新加载，请求会等待新代码。列表中有一行说明重新加载的时间。</translation>
    </message>
    <message>
        <source>Sorting</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Click on a column to sort: the list stands still then. The button at its end leads back to what comes.</source>
        <translation>点击列标题即可排序，此时列表保持不动。列表末尾的按钮可返回实时列表。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Type into the field at the top right. A question mark in the empty field shows all that can be typed.</source>
        <translation>在右上角的输入框中输入。在空的输入框中输入问号，可查看所有能输入的内容。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The Settings tab edits the uwsgi.ini of the site, which is the truth: each edit changes one line of it.</source>
        <translation>“设置”标签页编辑站点的 uwsgi.ini，一切以该文件为准：每次编辑只改动其中一行。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>%1 finds every command, site and setting by some letters of its name.</source>
        <translation>%1 可凭名称中的几个字母找到任何命令、站点和设置。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Help → Shortcuts lists them, Preferences → Shortcuts changes them. F6 goes from part to part of the window.</source>
        <translation>“帮助 → 快捷键”列出所有按键，“首选项 → 快捷键”可以更改。F6 在窗口的各部分之间切换。</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>retort --help in a terminal: all that the window does can be had there too.</source>
        <translation>在终端中运行 retort --help：窗口能做的事在那里同样可以完成。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>A text in the path or its query. Capitals do not matter, * stands for anything.</source>
        <translation>路径或查询中的文字。不区分大小写，* 代表任意内容。</translation>
    </message>
    <message>
        <source>A regular expression, between slashes.</source>
        <translation>正则表达式，写在两个斜杠之间。</translation>
    </message>
    <message>
        <source>Quotation marks keep a text with blanks together.</source>
        <translation>引号把含空格的文字合为一体。</translation>
    </message>
    <message>
        <source>A blank between terms: both must be true.</source>
        <translation>条件之间用空格：须同时成立。</translation>
    </message>
    <message>
        <source>A comma between values: one of them is enough.</source>
        <translation>值之间用逗号：符合其一即可。</translation>
    </message>
    <message>
        <source>A bar between terms: one of them is enough.</source>
        <translation>条件之间用竖线：符合其一即可。</translation>
    </message>
    <message>
        <source>A minus sign turns a term round.</source>
        <translation>减号表示条件取反。</translation>
    </message>
    <message>
        <source>Parentheses group terms.</source>
        <translation>括号把条件分组。</translation>
    </message>
    <message>
        <source>Such as: %1</source>
        <translation>例如：%1</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>What is typed into the filter field is made of terms:</source>
        <translation>筛选框中的内容由以下条件组成：</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::IniPreview</name>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Options of the ini</source>
        <translation>ini 的选项</translation>
    </message>
    <message>
        <source>Retort uses all options of it.</source>
        <translation>Retort 使用其中的全部选项。</translation>
    </message>
    <message>
        <source>1 of %1 options is not used by Retort. It stays in the file for uWSGI.</source>
        <translation>%1 个选项中有 1 个 Retort 不使用，它留在文件中供 uWSGI 使用。</translation>
    </message>
    <message>
        <source>%1 of %2 options are not used by Retort. They stay in the file for uWSGI.</source>
        <translation>%2 个选项中有 %1 个 Retort 不使用，它们留在文件中供 uWSGI 使用。</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::NewSiteDialog</name>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Add without starting</source>
        <translation>仅添加，不启动</translation>
    </message>
    <message>
        <source>New site</source>
        <translation>新建站点</translation>
    </message>
    <message>
        <source>module:callable</source>
        <translation>模块:可调用对象</translation>
    </message>
    <message>
        <source>App</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;App</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>P&amp;ython</source>
        <translation>Python(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>A project folder, an app.py or a uwsgi.ini</source>
        <translation>项目文件夹、app.py 或 uwsgi.ini</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Pick a free one</source>
        <translation>选一个空闲端口</translation>
    </message>
    <message>
        <source>Choose the project folder</source>
        <translation>选择项目文件夹</translation>
    </message>
    <message>
        <source>Looking at the project…</source>
        <translation>正在查看项目…</translation>
    </message>
    <message>
        <source>Served as %1 says.</source>
        <translation>按 %1 的配置运行。</translation>
    </message>
    <message>
        <source>%1 more to choose from.</source>
        <translation>还有 %1 个可选。</translation>
    </message>
    <message>
        <source>%1 to choose from.</source>
        <translation>共有 %1 个可选。</translation>
    </message>
    <message>
        <source>Found by itself.</source>
        <translation>自动找到。</translation>
    </message>
    <message>
        <source>As the ini says.</source>
        <translation>以 ini 文件为准。</translation>
    </message>
    <message>
        <source>The ini names none: a free one is taken.</source>
        <translation>ini 文件未指定端口：将使用空闲端口。</translation>
    </message>
    <message>
        <source>Ports under 1024 need administrator rights.</source>
        <translation>1024 以下的端口需要管理员权限。</translation>
    </message>
    <message>
        <source>Another site has port %1.</source>
        <translation>端口 %1 已分配给其他站点。</translation>
    </message>
    <message>
        <source>Port %1 is in use by another program.</source>
        <translation>端口 %1 被其他程序占用。</translation>
    </message>
    <message>
        <source>http://127.0.0.1:%1 is free. Only this computer can reach it.</source>
        <translation>http://127.0.0.1:%1 可用，仅本机可以访问。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Section</source>
        <translation>节(&amp;S)</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>节</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::PreferencesDialog</name>
    <message>
        <source>Start the sites again that served when Retort was closed</source>
        <translation>重新启动上次关闭 Retort 时正在运行的站点</translation>
    </message>
    <message>
        <source>A program and its arguments; {file} and {line} are filled in. No shell is involved.</source>
        <translation>程序及其参数；{file} 和 {line} 会被替换。不经过 shell。</translation>
    </message>
    <message>
        <source>Hide images, styles and scripts in the list of requests</source>
        <translation>在请求列表中隐藏图片、样式和脚本</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Keep serving</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop all sites</source>
        <translation>停止所有站点</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Counts from the next start.</source>
        <translation>下次启动时生效。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>The first one found</source>
        <translation>找到的第一个</translation>
    </message>
    <message>
        <source>%1 (not found)</source>
        <translation>%1（未找到）</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Open files in</source>
        <translation>打开文件的程序</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Requests kept</source>
        <translation>保留的请求数</translation>
    </message>
    <message>
        <source>The oldest leave first. What is in the list is forgotten when Retort ends.</source>
        <translation>最旧的先被移除。Retort 退出后列表内容不保留。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::ShortcutsPage</name>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>All as standard</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何位置</translation>
    </message>
    <message>
        <source>In the list of requests</source>
        <translation>在请求列表中</translation>
    </message>
    <message>
        <source>Click into the field and press the new key.</source>
        <translation>点击输入框并按下新的按键。</translation>
    </message>
    <message>
        <source>Choose what shall have another key.</source>
        <translation>请选择要更改按键的操作。</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”. Set takes it from there.</source>
        <translation>%1 是“%2”的按键。点击“设定”会把它转到这里。</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::StopProgramDialog</name>
    <message>
        <source>Stop the program on port %1</source>
        <translation>停止占用端口 %1 的程序</translation>
    </message>
    <message>
        <source>%1 (pid %2) has port %3.</source>
        <translation>%1（pid %2）占用了端口 %3。</translation>
    </message>
    <message>
        <source>The program on port %1 has ended, or belongs to another user.</source>
        <translation>占用端口 %1 的程序已结束，或属于其他用户。</translation>
    </message>
    <message>
        <source>Unsaved work in it may be lost.</source>
        <translation>其中未保存的工作可能会丢失。</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>停止 %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Waiting for it to end…</source>
        <translation>正在等待其结束…</translation>
    </message>
    <message>
        <source>It did not end. Stop it where you started it.</source>
        <translation>它没有结束。请在启动它的地方停止它。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::TextWindow</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Retort::Dialogs::WorkersDialog</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Workers of %1</source>
        <translation>%1 的工作进程</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Show stack</source>
        <translation>显示调用栈</translation>
    </message>
    <message>
        <source>Stop request</source>
        <translation>停止请求</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>A new worker takes over when it is ready; this one finishes what it runs.</source>
        <translation>新的工作进程准备好后接手；此进程会先完成正在处理的请求。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends the worker at once: the requests it runs fail. A new one takes its place.</source>
        <translation>立即结束此工作进程：正在处理的请求会失败。新的工作进程会取代它。</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Is written to the ini; no request is lost.</source>
        <translation>会写入 ini；不会丢失请求。</translation>
    </message>
    <message>
        <source>Starts the server again.</source>
        <translation>会重新启动服务器。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Retort::Editor::Terminal</name>
    <message>
        <source>No terminal was found.</source>
        <translation>未找到终端程序。</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>无法启动 %1。</translation>
    </message>
</context>
<context>
    <name>Retort::Output::OutputModel</name>
    <message>
        <source>%1 lines are not shown: they came faster than they could be read.</source>
        <translation>有 %1 行未显示：输出速度超过了读取速度。</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>工作进程 %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>+%1 ms</source>
        <translation>+%1 毫秒</translation>
    </message>
    <message>
        <source>+%1 s</source>
        <translation>+%1 秒</translation>
    </message>
    <message>
        <source>Show request</source>
        <translation>显示请求</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>Retort::Output::OutputTab</name>
    <message>
        <source>All lines</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Which lines to show</source>
        <translation>显示哪些行</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>跟随末尾</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>查找 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Find in output</source>
        <translation>在输出中查找</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Output of the site</source>
        <translation>站点输出</translation>
    </message>
    <message>
        <source>Undo: show the cleared lines again</source>
        <translation>撤销：重新显示已清空的行</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1, %2 hidden</source>
        <translation>%1，隐藏 %2 行</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Save the output</source>
        <translation>保存输出</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>That request is still running, or no longer in the list.</source>
        <translation>该请求仍在运行，或已不在列表中。</translation>
    </message>
</context>
<context>
    <name>Retort::Output::OutputView</name>
    <message>
        <source>Show request</source>
        <translation>显示请求</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Retort::Output::RequestOutputTab</name>
    <message>
        <source>Output of the request</source>
        <translation>该请求的输出</translation>
    </message>
    <message>
        <source>Output of no known request</source>
        <translation>无法归属到请求的输出</translation>
    </message>
    <message>
        <source>Python printed nothing in this request.</source>
        <translation>Python 在此请求中没有打印任何内容。</translation>
    </message>
    <message>
        <source>1 line before these was not kept.</source>
        <translation>在此之前有 1 行未保留。</translation>
    </message>
    <message>
        <source>%1 lines before these were not kept.</source>
        <translation>在此之前有 %1 行未保留。</translation>
    </message>
    <message>
        <source>Printed by worker %1 meanwhile, perhaps by this request. Subprocesses, C code and threads that do not have the context of a request cannot be told apart.</source>
        <translation>工作进程 %1 在此期间打印的内容，可能来自此请求。子进程、C 代码以及没有请求上下文的线程无法区分。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::BodyView</name>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Image, %1 by %2 pixels</source>
        <translation>图像，%1 × %2 像素</translation>
    </message>
    <message>
        <source>Search in the body (Ctrl+F)</source>
        <translation>在正文中查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Save the body…</source>
        <translation>保存正文…</translation>
    </message>
    <message>
        <source>Search in the body</source>
        <translation>在正文中查找</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3.</source>
        <translation>第 %1 行第 %2 列：%3。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 个</translation>
    </message>
    <message>
        <source>%1 or more found</source>
        <translation>找到 %1 个或更多</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Open all below</source>
        <translation>展开下面全部</translation>
    </message>
    <message>
        <source>Save the body</source>
        <translation>保存正文</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Not saved: %1.</source>
        <translation>未保存：%1。</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::CompareWindow</name>
    <message>
        <source>load %1</source>
        <translation>第 %1 次加载</translation>
    </message>
    <message>
        <source>Sort JSON keys</source>
        <translation>对 JSON 键排序</translation>
    </message>
    <message>
        <source>Ignore ids in bodies</source>
        <translation>忽略正文中的 ID</translation>
    </message>
    <message>
        <source>Previous (p)</source>
        <translation>上一处（p）</translation>
    </message>
    <message>
        <source>Next (n)</source>
        <translation>下一处（n）</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Ignored headers</source>
        <translation>忽略的标头</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在对比…</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>%1 equal lines</source>
        <translation>%1 行相同</translation>
    </message>
    <message>
        <source>different: %1</source>
        <translation>不同：%1</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::CopyMenu</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Python requests</source>
        <translation>Python requests</translation>
    </message>
    <message>
        <source>Flask test client</source>
        <translation>Flask 测试客户端</translation>
    </message>
    <message>
        <source>pytest test</source>
        <translation>pytest 测试</translation>
    </message>
    <message>
        <source>Raw request</source>
        <translation>原始请求</translation>
    </message>
    <message>
        <source>Raw response</source>
        <translation>原始响应</translation>
    </message>
    <message>
        <source>Include secrets</source>
        <translation>包含机密内容</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::EditWindow</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Compare with original</source>
        <translation>与原请求对比</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Edit and replay</source>
        <translation>编辑并重放</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Path and query</source>
        <translation>路径和查询</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Headers of the request</source>
        <translation>请求的标头</translation>
    </message>
    <message>
        <source>No body</source>
        <translation>没有正文</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>请求的正文</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Only the first %1 of the body were kept.</source>
        <translation>正文只保留了前 %1。</translation>
    </message>
    <message>
        <source>%1 that cannot be edited as text are sent as they were.</source>
        <translation>%1 无法作为文本编辑，将原样发送。</translation>
    </message>
    <message>
        <source>Well-formed JSON.</source>
        <translation>JSON 格式正确。</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3.</source>
        <translation>第 %1 行第 %2 列：%3。</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>未发送：%1</translation>
    </message>
    <message>
        <source>Sent, waiting for the answer…</source>
        <translation>已发送，正在等待响应…</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无响应</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>第 %1 次加载</translation>
    </message>
    <message>
        <source>Nothing is recorded now, so there is no answer to show.</source>
        <translation>当前没有记录，因此没有可显示的响应。</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::ErrorTab</name>
    <message>
        <source>Copy traceback</source>
        <translation>复制错误堆栈</translation>
    </message>
    <message>
        <source>Frames of the exception</source>
        <translation>异常的调用栈帧</translation>
    </message>
    <message>
        <source>Asking the engine…</source>
        <translation>正在询问引擎…</translation>
    </message>
    <message>
        <source>Caused by </source>
        <translation>起因：</translation>
    </message>
    <message>
        <source>While handling </source>
        <translation>处理时又发生：</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>In the group: </source>
        <translation>组内：</translation>
    </message>
    <message>
        <source>1 frame in %1</source>
        <translation>%1 中的 1 帧</translation>
    </message>
    <message>
        <source>%1 frames in %2</source>
        <translation>%2 中的 %1 帧</translation>
    </message>
    <message>
        <source>%1:%2 in %3</source>
        <translation>%1:%2，%3</translation>
    </message>
    <message>
        <source>Local variables (%1)</source>
        <translation>局部变量（%1）</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Copy for issue</source>
        <translation>复制为问题报告</translation>
    </message>
    <message>
        <source>↻ Replay</source>
        <translation>↻ 重放</translation>
    </message>
    <message>
        <source>The error, its request and versions as Markdown; secrets are masked.</source>
        <translation>错误、其请求和版本，Markdown 格式；机密内容已遮盖。</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>在编辑器中打开</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::FilterBar</name>
    <message>
        <source>filtering…</source>
        <translation>正在筛选…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>未在记录</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>缓慢</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>已关注</translation>
    </message>
    <message>
        <source>Hide assets</source>
        <translation>隐藏静态资源</translation>
    </message>
    <message>
        <source>Shows all requests</source>
        <translation>显示所有请求</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>筛选 %1</translation>
    </message>
    <message>
        <source>%1 hidden</source>
        <translation>已隐藏 %1 个</translation>
    </message>
    <message>
        <source>Show requests of other times too</source>
        <translation>也显示其他时间的请求</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Keep this filter under a name, beside the others</source>
        <translation>为此筛选条件命名并保存在旁边</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Time %1</source>
        <translation>时间 %1</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::FilterField</name>
    <message>
        <source>Filter requests</source>
        <translation>筛选请求</translation>
    </message>
    <message>
        <source>What can be typed here</source>
        <translation>这里可以输入什么</translation>
    </message>
    <message>
        <source>What can be typed here (?)</source>
        <translation>这里可以输入什么 (?)</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>未在记录</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::JsonModel</name>
    <message>
        <source>[%1]</source>
        <translation>[%1]</translation>
    </message>
    <message>
        <source>{%1}</source>
        <translation>{%1}</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::ListKeys</name>
    <message>
        <source>Show the details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Close the details, then clear the filter</source>
        <translation>关闭详情，再清除筛选</translation>
    </message>
    <message>
        <source>Next request</source>
        <translation>下一个请求</translation>
    </message>
    <message>
        <source>Previous request</source>
        <translation>上一个请求</translation>
    </message>
    <message>
        <source>First request</source>
        <translation>第一个请求</translation>
    </message>
    <message>
        <source>Newest request</source>
        <translation>最新的请求</translation>
    </message>
    <message>
        <source>Next detail tab</source>
        <translation>下一个详情标签页</translation>
    </message>
    <message>
        <source>Previous detail tab</source>
        <translation>上一个详情标签页</translation>
    </message>
    <message>
        <source>Page through the details</source>
        <translation>翻阅详情</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Edit and replay</source>
        <translation>编辑并重放</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>复制为 cURL</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>复制网址</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Open the view in the editor</source>
        <translation>在编辑器中打开视图</translation>
    </message>
    <message>
        <source>Hide requests like this</source>
        <translation>隐藏此类请求</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Undo deleting or clearing</source>
        <translation>撤销删除或清空</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::PairsList</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>… (%1 more)</source>
        <translation>…（还有 %1 项）</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>没有文件</translation>
    </message>
    <message>
        <source>%1 of it were kept</source>
        <translation>保留了其中 %1</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy name and value</source>
        <translation>复制名称和值</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestChart</name>
    <message>
        <source>Requests of the last minute</source>
        <translation>最近一分钟的请求</translation>
    </message>
    <message>
        <source>Last minute: no requests</source>
        <translation>最近一分钟：没有请求</translation>
    </message>
    <message>
        <source>Last minute: %1 requests, %2 errors, p95 %3</source>
        <translation>最近一分钟：%1 个请求，%2 个错误，p95 %3</translation>
    </message>
    <message>
        <source>%1/s  p95 %2</source>
        <translation>%1/s  p95 %2</translation>
    </message>
    <message>
        <source>%1: no requests</source>
        <translation>%1：没有请求</translation>
    </message>
    <message>
        <source>%1: %2 requests, %3 errors, p95 %4</source>
        <translation>%1：%2 个请求，%3 个错误，p95 %4</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestDetail</name>
    <message>
        <source>Select a request to see what it did.</source>
        <translation>选择一个请求，查看它做了什么。</translation>
    </message>
    <message>
        <source>Method and address</source>
        <translation>方法和地址</translation>
    </message>
    <message>
        <source>↻ Replay</source>
        <translation>↻ 重放</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>✎ Edit</source>
        <translation>✎ 编辑</translation>
    </message>
    <message>
        <source>★ Watch</source>
        <translation>★ 关注</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Send it again as it was (R)</source>
        <translation>原样再次发送（R）</translation>
    </message>
    <message>
        <source>Change it and send it (E)</source>
        <translation>修改后发送（E）</translation>
    </message>
    <message>
        <source>Replay it after each reload and compare (P)</source>
        <translation>每次重新加载后重放并对比（P）</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestInbox</name>
    <message>
        <source>1 request not shown: the log file has it</source>
        <translation>有 1 个请求未显示：日志文件中有记录</translation>
    </message>
    <message>
        <source>%1 requests not shown: the log file has them</source>
        <translation>有 %1 个请求未显示：日志文件中有记录</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestReplay</name>
    <message>
        <source>Nobody recorded it when it came, so it cannot be sent again as it was.</source>
        <translation>请求到达时没有记录，因此无法原样重新发送。</translation>
    </message>
    <message>
        <source>Only a part of its body was kept, so it cannot be sent again as it was.</source>
        <translation>只保留了部分正文，因此无法原样重新发送。</translation>
    </message>
    <message>
        <source>It holds characters that cannot be sent again.</source>
        <translation>其中含有无法再次发送的字符。</translation>
    </message>
    <message>
        <source>It could not be sent: %1.</source>
        <translation>无法发送：%1。</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestTab</name>
    <message>
        <source>Query, headers, cookies and form</source>
        <translation>查询参数、标头、Cookie 和表单</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询参数</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Sort headers</source>
        <translation>对标头排序</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>More: WSGI environ</source>
        <translation>更多：WSGI environ</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestTable</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>↓ %1 new</source>
        <translation>↓ %1 个新请求</translation>
    </message>
    <message>
        <source>%1 new requests below</source>
        <translation>下方有 %1 个新请求</translation>
    </message>
    <message>
        <source>↓ As they come</source>
        <translation>↓ 实时</translation>
    </message>
    <message>
        <source>Show requests in the order in which they come</source>
        <translation>按到达顺序显示请求</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestTableModel</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>App CPU</source>
        <translation>应用 CPU</translation>
    </message>
    <message>
        <source>Request size</source>
        <translation>请求大小</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestTools</name>
    <message>
        <source>The site has no HTTP address.</source>
        <translation>该站点没有 HTTP 地址。</translation>
    </message>
    <message>
        <source>No replay: %1</source>
        <translation>未重放：%1</translation>
    </message>
    <message>
        <source>Nothing to compare with: no earlier request of this path is in the list.</source>
        <translation>没有可对比的请求：列表中没有此路径更早的请求。</translation>
    </message>
    <message>
        <source>Nothing to compare with: mark a request first.</source>
        <translation>没有可对比的请求：请先标记一个请求。</translation>
    </message>
    <message>
        <source>Nothing to compare: the engine does not know both requests any more.</source>
        <translation>无法对比：引擎已不再知道这两个请求。</translation>
    </message>
    <message>
        <source>Nothing to edit: the engine does not know the request any more.</source>
        <translation>无法编辑：引擎已不再知道此请求。</translation>
    </message>
    <message>
        <source>Nothing to compare with: there is no text in the clipboard.</source>
        <translation>没有可对比的内容：剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>Nothing to compare: the engine does not know the request any more.</source>
        <translation>无法对比：引擎已不再知道此请求。</translation>
    </message>
    <message>
        <source>text in the clipboard</source>
        <translation>剪贴板中的文本</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::RequestsTab</name>
    <message>
        <source>recording again</source>
        <translation>继续记录</translation>
    </message>
    <message>
        <source>recording stopped</source>
        <translation>停止记录</translation>
    </message>
    <message>
        <source>1 request cleared</source>
        <translation>已清除 1 个请求</translation>
    </message>
    <message>
        <source>%1 requests cleared</source>
        <translation>已清除 %1 个请求</translation>
    </message>
    <message>
        <source>Only assets were asked for.</source>
        <translation>只有静态资源的请求。</translation>
    </message>
    <message>
        <source>No request matches “%1”.</source>
        <translation>没有请求符合“%1”。</translation>
    </message>
    <message>
        <source>1 request is hidden.</source>
        <translation>有 1 个请求被隐藏。</translation>
    </message>
    <message>
        <source>%1 requests are hidden.</source>
        <translation>有 %1 个请求被隐藏。</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Show only like this</source>
        <translation>只显示此类请求</translation>
    </message>
    <message>
        <source>Hide requests like this</source>
        <translation>隐藏此类请求</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>默认列</translation>
    </message>
    <message>
        <source>Images, styles and scripts are hidden now.</source>
        <translation>图片、样式和脚本现已隐藏。</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Edit and replay…</source>
        <translation>编辑并重放…</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Previous of this path</source>
        <translation>此路径的上一个请求</translation>
    </message>
    <message>
        <source>Marked request</source>
        <translation>已标记的请求</translation>
    </message>
    <message>
        <source>Text in the clipboard</source>
        <translation>剪贴板中的文本</translation>
    </message>
    <message>
        <source>Mark to compare with</source>
        <translation>标记以供对比</translation>
    </message>
    <message>
        <source>When: time since the request above</source>
        <translation>时刻：距上一行请求的时间</translation>
    </message>
    <message>
        <source>1 request deleted</source>
        <translation>已删除 1 个请求</translation>
    </message>
    <message>
        <source>%1 requests deleted</source>
        <translation>已删除 %1 个请求</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>保存筛选</translation>
    </message>
    <message>
        <source>Name of the filter:</source>
        <translation>筛选的名称：</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::ResponseTab</name>
    <message>
        <source>Headers of the response</source>
        <translation>响应的标头</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>响应</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::TimingTab</name>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>App CPU</source>
        <translation>应用 CPU</translation>
    </message>
    <message>
        <source>App waiting</source>
        <translation>应用等待</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流式发送</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>On a connection that was open already.</source>
        <translation>使用已打开的连接。</translation>
    </message>
    <message>
        <source>On a new connection.</source>
        <translation>使用新连接。</translation>
    </message>
    <message>
        <source>As usual: the median of %1 is %2.</source>
        <translation>与平时一样：%1 的中位数为 %2。</translation>
    </message>
    <message>
        <source>%1× usual: the median of %2 is %3.</source>
        <translation>是平时的 %1 倍：%2 的中位数为 %3。</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>It waited because the code on disk was newer than what served.</source>
        <translation>它曾等待，因为磁盘上的代码比正在提供服务的代码新。</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>Retort::Requests::WatchList</name>
    <message>
        <source>Not watched: %1 requests are watched already.</source>
        <translation>未关注：已关注 %1 个请求。</translation>
    </message>
    <message>
        <source>Not watched: %1</source>
        <translation>未关注：%1</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Replay %1 after every reload?</source>
        <translation>每次重新加载后重放 %1？</translation>
    </message>
    <message>
        <source>It may change data each time.</source>
        <translation>它每次都可能更改数据。</translation>
    </message>
    <message>
        <source>%1 same</source>
        <translation>%1 个相同</translation>
    </message>
    <message>
        <source>%1 fixed ✓</source>
        <translation>%1 个已修复 ✓</translation>
    </message>
    <message>
        <source>%1 changed ≠</source>
        <translation>%1 个有变化 ≠</translation>
    </message>
    <message>
        <source>%1 fail ✗</source>
        <translation>%1 个失败 ✗</translation>
    </message>
    <message>
        <source>%1 watched: %2</source>
        <translation>已关注 %1 个：%2</translation>
    </message>
</context>
<context>
    <name>Retort::Routes::RoutesModel</name>
    <message>
        <source>never called</source>
        <translation>从未调用</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>Retort::Routes::RoutesTab</name>
    <message>
        <source>Filter routes</source>
        <translation>筛选路由</translation>
    </message>
    <message>
        <source>Never called</source>
        <translation>从未调用</translation>
    </message>
    <message>
        <source>Routes of the app</source>
        <translation>应用的路由</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Open view in editor</source>
        <translation>在编辑器中打开视图</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Show its requests</source>
        <translation>显示它的请求</translation>
    </message>
    <message>
        <source>1 route</source>
        <translation>1 条路由</translation>
    </message>
    <message>
        <source>%1 routes</source>
        <translation>%1 条路由</translation>
    </message>
    <message>
        <source>%1 of %2 routes</source>
        <translation>%1 / %2 条路由</translation>
    </message>
    <message>
        <source>This app does not tell its routes: these are learned from the requests that this window has seen.</source>
        <translation>此应用不提供路由表：这些路由是从本窗口看到的请求中归纳出来的。</translation>
    </message>
    <message>
        <source>From the URL map of Flask. Hits, errors and times are of the requests that this window has seen.</source>
        <translation>来自 Flask 的 URL 表。次数、错误和耗时只统计本窗口看到的请求。</translation>
    </message>
    <message>
        <source>The first %1 of %2 routes.</source>
        <translation>仅前 %1 条，共 %2 条路由。</translation>
    </message>
    <message>
        <source>No route matches.</source>
        <translation>没有匹配的路由。</translation>
    </message>
    <message>
        <source>Routes appear here as requests come.</source>
        <translation>有请求到来时，路由会显示在这里。</translation>
    </message>
    <message>
        <source>Copied: %1. Put values in place of what stands between &lt; and &gt;.</source>
        <translation>已复制：%1。请把 &lt; 与 &gt; 之间的部分换成实际的值。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
</context>
<context>
    <name>Retort::Sites::EngineProcess</name>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>无法启动 %1：%2。</translation>
    </message>
</context>
<context>
    <name>Retort::Sites::Site</name>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>reload · %1 ms · load %2</source>
        <translation>重新加载 · %1 毫秒 · 第 %2 次加载</translation>
    </message>
    <message>
        <source>started</source>
        <translation>已启动</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>reload · load %1 in %2 ms</source>
        <translation>重新加载 · 第 %1 次加载，%2 毫秒</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等 %2 个文件</translation>
    </message>
    <message>
        <source>reload · %1 · load %2 in %3 ms</source>
        <translation>重新加载 · %1 · 第 %2 次加载，%3 毫秒</translation>
    </message>
    <message>
        <source>time limit</source>
        <translation>超过时限</translation>
    </message>
    <message>
        <source>request stopped</source>
        <translation>请求被停止</translation>
    </message>
    <message>
        <source>stopped by hand</source>
        <translation>被手动停止</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>worker %1 replaced · %2</source>
        <translation>工作进程 %1 已替换 · %2</translation>
    </message>
    <message>
        <source>worker %1 stopped · %2</source>
        <translation>工作进程 %1 已停止 · %2</translation>
    </message>
    <message>
        <source>This folder is on a network drive; changes are noticed within 1 s.</source>
        <translation>此文件夹位于网络驱动器上；更改会在 1 秒内被发现。</translation>
    </message>
    <message>
        <source>The system watches no more folders for you; changes are noticed within 1 s.</source>
        <translation>系统无法再为你监视更多文件夹；更改会在 1 秒内被发现。</translation>
    </message>
</context>
<context>
    <name>Retort::Sites::SiteList</name>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
</context>
<context>
    <name>Retort::States::NeverStartedPage</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>App</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Retort::States::NoSitePage</name>
    <message>
        <source>Drop a project folder here</source>
        <translation>将项目文件夹拖放到这里</translation>
    </message>
    <message>
        <source>Retort finds the app, the Python and a free port.</source>
        <translation>Retort 会找到应用、Python 和空闲端口。</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>Attach to a running server</source>
        <translation>连接到运行中的服务器</translation>
    </message>
</context>
<context>
    <name>Retort::States::ReadyPage</name>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Command to try it in a terminal</source>
        <translation>可在终端中试用的命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Ready at %1</source>
        <translation>已就绪：%1</translation>
    </message>
    <message>
        <source>Nothing was requested</source>
        <translation>没有任何请求</translation>
    </message>
    <message>
        <source>Requests show here as they come.</source>
        <translation>收到的请求会显示在这里。</translation>
    </message>
    <message>
        <source>Start the site, and open its address in a browser.</source>
        <translation>启动站点，然后在浏览器中打开其地址。</translation>
    </message>
    <message>
        <source>The app is not loaded</source>
        <translation>应用未加载</translation>
    </message>
    <message>
        <source>Requests show here as soon as it is.</source>
        <translation>加载成功后，请求会显示在这里。</translation>
    </message>
    <message>
        <source>Traceback</source>
        <translation>错误堆栈</translation>
    </message>
    <message>
        <source>The app is being loaded</source>
        <translation>正在加载应用</translation>
    </message>
    <message>
        <source>Requests show here as soon as it serves.</source>
        <translation>开始服务后，请求会显示在这里。</translation>
    </message>
    <message>
        <source>The site is not running</source>
        <translation>站点没有运行</translation>
    </message>
    <message>
        <source>The message above says why.</source>
        <translation>原因见上方的消息。</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Requests show here once the server answers again.</source>
        <translation>服务器恢复响应后，请求会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Retort::States::StateStrip</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Show the next message</source>
        <translation>显示下一条消息</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
</context>
<context>
    <name>Retort::Text</name>
    <message>
        <source>“%1”: the port “%2” is not a number from 0 to 65535. Write it like :5000 or 127.0.0.1:5000; port 0 takes a free one.</source>
        <translation>“%1”：端口“%2”不是 0 到 65535 的数字。请写成 :5000 或 127.0.0.1:5000；端口 0 表示取一个空闲端口。</translation>
    </message>
    <message>
        <source>“%1”: “%2” is no host name. Write host:port such as 127.0.0.1:5000, or a path with a slash for a Unix socket.</source>
        <translation>“%1”：“%2”不是主机名。请写 host:port，例如 127.0.0.1:5000；Unix 套接字请写带斜杠的路径。</translation>
    </message>
    <message>
        <source>“%1”: “%2” is no IPv4 address; it has four numbers from 0 to 255, such as 127.0.0.1.</source>
        <translation>“%1”：“%2”不是 IPv4 地址；它由四个 0 到 255 的数字组成，例如 127.0.0.1。</translation>
    </message>
    <message>
        <source>“%1”: an IPv6 address is written in brackets with the port behind, such as [::1]:5000.</source>
        <translation>“%1”：IPv6 地址要写在方括号里，端口写在后面，例如 [::1]:5000。</translation>
    </message>
    <message>
        <source>“%1”: “%2” is no IPv6 address. Write it like [::1]:5000.</source>
        <translation>“%1”：“%2”不是 IPv6 地址。请写成 [::1]:5000。</translation>
    </message>
    <message>
        <source>“%1”: the path of the socket is missing, such as unix:/tmp/app.sock.</source>
        <translation>“%1”：缺少套接字的路径，例如 unix:/tmp/app.sock。</translation>
    </message>
    <message>
        <source>“%1” is a URL, not an address to listen on. Write %2 without “%3://”.</source>
        <translation>“%1”是 URL，不是监听地址。请写 %2，去掉“%3://”。</translation>
    </message>
    <message>
        <source>“%1” has no colon: uWSGI would make a Unix socket of that name. Write :%1 for the port on every interface or 127.0.0.1:%1 for this computer only.</source>
        <translation>“%1”没有冒号：uWSGI 会建立同名的 Unix 套接字。要在所有接口上监听该端口，请写 :%1；只供本机访问，请写 127.0.0.1:%1。</translation>
    </message>
    <message>
        <source>“%1” has no port: uWSGI would make a Unix socket of that name. Write %1:5000 for an address, or ./%1 if a Unix socket is meant.</source>
        <translation>“%1”没有端口：uWSGI 会建立同名的 Unix 套接字。若是地址，请写 %1:5000；若确实要 Unix 套接字，请写 ./%1。</translation>
    </message>
    <message>
        <source>The address is empty. Write :5000, 127.0.0.1:5000 or a path such as /tmp/app.sock.</source>
        <translation>地址为空。请写 :5000、127.0.0.1:5000 或 /tmp/app.sock 这样的路径。</translation>
    </message>
    <message>
        <source>The address holds a NUL character.</source>
        <translation>地址中含有 NUL 字符。</translation>
    </message>
    <message>
        <source>“%1” has several colons. Write an IPv6 address in brackets, such as [::1]:5000.</source>
        <translation>“%1”有多个冒号。IPv6 地址请写在方括号里，例如 [::1]:5000。</translation>
    </message>
    <message>
        <source>“%1” has both a slash and a colon: uWSGI would take it for a TCP address. Write unix:%1 if a socket of that name is meant.</source>
        <translation>“%1”既有斜杠又有冒号：uWSGI 会把它当作 TCP 地址。若要同名的套接字，请写 unix:%1。</translation>
    </message>
    <message>
        <source>kept for real uWSGI: it names a command, and Retort runs no command that a file names.</source>
        <translation>留给真正的 uWSGI：它指定一条命令，而 Retort 不运行文件里写的命令。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>文件 %1 不存在。</translation>
    </message>
    <message>
        <source>“%1” is neither a folder, an app file nor a configuration file. If it is the value of --%2, write --%2=%1.</source>
        <translation>“%1”既不是文件夹，也不是应用文件或配置文件。如果它是 --%2 的值，请写 --%2=%1。</translation>
    </message>
    <message>
        <source>“%1” is neither a folder, a .py file nor an .ini, .yaml, .json or .xml file. Write --ini %1 if it is an ini file by another name.</source>
        <translation>“%1”既不是文件夹，也不是 .py、.ini、.yaml、.json 或 .xml 文件。如果它是换了名字的 ini 文件，请写 --ini %1。</translation>
    </message>
    <message>
        <source>%1 names no app. Add “module = app:app” or “wsgi-file = app.py” to its section [uwsgi].</source>
        <translation>%1 没有指定应用。请在它的 [uwsgi] 段中加上“module = app:app”或“wsgi-file = app.py”。</translation>
    </message>
    <message>
        <source> Also there: %1; choose with -w.</source>
        <translation> 还有：%1；可用 -w 选择。</translation>
    </message>
    <message>
        <source>$(%1) is not set in the environment. Set %1 before starting, or write the value itself.</source>
        <translation>环境中没有设置 $(%1)。请先设置 %1 再启动，或直接写出值。</translation>
    </message>
    <message>
        <source>@(%1) is left as it is: Retort reads files here, it runs no commands and opens no addresses.</source>
        <translation>@(%1) 保持原样：Retort 在这里只读取文件，不运行命令，也不访问地址。</translation>
    </message>
    <message>
        <source>the file in @(%1) cannot be read.</source>
        <translation>无法读取 @(%1) 中的文件。</translation>
    </message>
    <message>
        <source>%(%1) leads back to itself and is left as it is.</source>
        <translation>%(%1) 引用了自身，保持原样。</translation>
    </message>
    <message>
        <source>%(%1): uWSGI does not understand parentheses in arithmetic and gets another number. Write the number, or one step per placeholder.</source>
        <translation>%(%1)：uWSGI 不认识算式中的括号，会得到另一个数。请直接写数字，或每个占位符只写一步。</translation>
    </message>
    <message>
        <source>%1 is there already and stays as it is. “retort check” looks it over.</source>
        <translation>%1 已经存在，保持不变。可用“retort check”检查它。</translation>
    </message>
    <message>
        <source>Line %1 is no option of a section.</source>
        <translation>第 %1 行不是某个段中的选项。</translation>
    </message>
    <message>
        <source>%1 in line %2 counts only in the %3 block that begins in line %4. Change it in the text of the file.</source>
        <translation>第 %2 行的 %1 只在从第 %4 行开始的 %3 块中有效。请在文件文本中修改它。</translation>
    </message>
    <message>
        <source>The %1 block that begins in line %2 has no end, and a new line would belong to it. Close it with “endif =” first.</source>
        <translation>从第 %2 行开始的 %1 块没有结尾，新的一行会落在其中。请先用“endif =”结束它。</translation>
    </message>
    <message>
        <source>The ini file ends with a lone %, which would join the new line to the last one. Write %% there first.</source>
        <translation>ini 文件以单独的 % 结尾，会把新的一行接到最后一行上。请先在那里写 %%。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the path.</source>
        <translation>%1 不存在。请检查路径。</translation>
    </message>
    <message>
        <source>%1 is not a regular file. Name an ini file.</source>
        <translation>%1 不是普通文件。请指定一个 ini 文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Check its permissions.</source>
        <translation>无法读取 %1：%2。请检查它的权限。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Try again.</source>
        <translation>无法读取 %1：%2。请重试。</translation>
    </message>
    <message>
        <source>%1 cannot be replaced: its folder is not writable for you. Change the permissions of the folder.</source>
        <translation>无法替换 %1：您不能写入它所在的文件夹。请修改文件夹的权限。</translation>
    </message>
    <message>
        <source>%1 is write-protected. Change its permissions to save.</source>
        <translation>%1 有写保护。要保存，请修改它的权限。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. The old file is still there.</source>
        <translation>无法写入 %1：%2。旧文件仍在。</translation>
    </message>
    <message>
        <source>%1 exists by now and stays as it is. Open it instead.</source>
        <translation>%1 已经存在，保持不变。请改为打开它。</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2. Check the folder.</source>
        <translation>无法建立 %1：%2。请检查文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 was deleted since it was read. Restore it, or make a new file, before saving.</source>
        <translation>%1 在读取之后被删除了。请先恢复它或新建一个文件，再保存。</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was read. Read it again, then repeat the change.</source>
        <translation>%1 在读取之后被其他程序修改了。请重新读取，再重复您的修改。</translation>
    </message>
    <message>
        <source>An option in an ini file needs a name. Give one before the value.</source>
        <translation>ini 文件中的选项需要名称。请在值前面写上名称。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of an option in an ini file. Leave out =, %, line ends, blanks around it, and [, ; or # at its start.</source>
        <translation>“%1”不能作为 ini 文件中选项的名称。请去掉 =、%、换行、首尾空格，以及开头的 [、; 或 #。</translation>
    </message>
    <message>
        <source>The value of %1 has a line end in it, which an ini file cannot hold. Put it on one line.</source>
        <translation>%1 的值中有换行，ini 文件无法保存。请写在一行内。</translation>
    </message>
    <message>
        <source>The value of %1 begins or ends with blanks, which uWSGI drops. Take them away.</source>
        <translation>%1 的值以空格开头或结尾，uWSGI 会去掉它们。请删除这些空格。</translation>
    </message>
    <message>
        <source>The % at the end of the value of %1 joins the next line to it. Write %% for a percent sign.</source>
        <translation>%1 的值末尾的 % 会把下一行接上来。百分号请写 %%。</translation>
    </message>
    <message>
        <source>“%2” in the value of %1 means nothing to uWSGI and disappears. Write %% for a percent sign.</source>
        <translation>%1 的值中的“%2”对 uWSGI 没有意义，会消失。百分号请写 %%。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a section in an ini file. Leave out ], %, line ends and blanks around it.</source>
        <translation>“%1”不能作为 ini 文件中段的名称。请去掉 ]、%、换行和首尾空格。</translation>
    </message>
    <message>
        <source>The comment for %1 has a line end in it. Put it on one line.</source>
        <translation>%1 的注释中有换行。请写在一行内。</translation>
    </message>
    <message>
        <source>the name is there twice. Some builds of uWSGI keep only the last; write a list: &quot;%1&quot;: [&quot;…&quot;, &quot;…&quot;].</source>
        <translation>这个名称出现了两次。有些 uWSGI 版本只保留最后一个；请写成列表：&quot;%1&quot;: [&quot;…&quot;, &quot;…&quot;]。</translation>
    </message>
    <message>
        <source>uWSGI does not read %1 inside. Write a text, a number, true or false.</source>
        <translation>uWSGI 不读取 %1 里面的内容。请写文本、数字、true 或 false。</translation>
    </message>
    <message>
        <source>the object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>the list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>this is no valid JSON: %1.</source>
        <translation>这不是有效的 JSON：%1。</translation>
    </message>
    <message>
        <source>there is no object “%1” in this file, so uWSGI would not start. Write {&quot;%1&quot;: {…}}.</source>
        <translation>此文件中没有对象“%1”，因此 uWSGI 不会启动。请写 {&quot;%1&quot;: {…}}。</translation>
    </message>
    <message>
        <source>more than %1 options; a loop is probably too long.</source>
        <translation>选项超过 %1 个；可能有一个循环太长。</translation>
    </message>
    <message>
        <source>uWSGI goes by the ending and cannot load “%1”. Write ini = %1.</source>
        <translation>uWSGI 按扩展名判断，无法加载“%1”。请写 ini = %1。</translation>
    </message>
    <message>
        <source>%1: “%2” is not of the form name=value.</source>
        <translation>%1：“%2”不是 name=value 的形式。</translation>
    </message>
    <message>
        <source>%1: “%2” is an option of its own and cannot be a placeholder. Choose another name.</source>
        <translation>%1：“%2”本身是一个选项，不能作为占位符。请换一个名称。</translation>
    </message>
    <message>
        <source>%1 inside the %2 of %3: uWSGI does not know blocks inside blocks. Close the first one with endif.</source>
        <translation>%3 的 %2 中又有 %1：uWSGI 不认识嵌套的块。请先用 endif 结束外面的块。</translation>
    </message>
    <message>
        <source>%1 is a block of uWSGI that Retort does not read. Use if-env, if-opt, if-exists, if-file, if-dir, if-hostname, for, for-times or for-glob.</source>
        <translation>%1 是 Retort 不读取的 uWSGI 块。请用 if-env、if-opt、if-exists、if-file、if-dir、if-hostname、for、for-times 或 for-glob。</translation>
    </message>
    <message>
        <source>the %1 that begins here has no end: uWSGI would apply it to all that follows. Close it with “endif =”.</source>
        <translation>从这里开始的 %1 没有结尾：uWSGI 会把它用于后面的所有行。请用“endif =”结束它。</translation>
    </message>
    <message>
        <source>files include each other in a circle, or more than %1 deep.</source>
        <translation>文件互相包含，或嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>“%1” names a section but no file was read before it.</source>
        <translation>“%1”指定了一个段，但在它之前没有读取任何文件。</translation>
    </message>
    <message>
        <source>the file %1 does not exist (looked for %2).</source>
        <translation>文件 %1 不存在（查找过 %2）。</translation>
    </message>
    <message>
        <source>%1 is not a file (looked at %2).</source>
        <translation>%1 不是文件（查看过 %2）。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 MiB and no configuration file.</source>
        <translation>%1 超过 %2 MiB，不是配置文件。</translation>
    </message>
    <message>
        <source>there is no section [%1] in this file, so nothing was read from it.</source>
        <translation>此文件中没有 [%1] 段，因此没有读取任何内容。</translation>
    </message>
    <message>
        <source>“%1” means nothing to uWSGI and disappears. Write %% for a percent sign.</source>
        <translation>“%1”对 uWSGI 没有意义，会消失。百分号请写 %%。</translation>
    </message>
    <message>
        <source>the % at the end of the line joins the next line to it. Write %% for a percent sign.</source>
        <translation>行末的 % 会把下一行接上来。百分号请写 %%。</translation>
    </message>
    <message>
        <source>uWSGI reads the section header “%1” as section “%2”. Write [%3] alone on its line.</source>
        <translation>uWSGI 把段标题“%1”读作段“%2”。请让 [%3] 独占一行。</translation>
    </message>
    <message>
        <source>this line stands before any section and is ignored. Put [%1] above it.</source>
        <translation>这一行在所有段之前，会被忽略。请在它上面写 [%1]。</translation>
    </message>
    <message>
        <source>this line beats --%1 of the command line, because a file given without an option is read last, as in uWSGI. Write --%3 %2 before --%1 to have the command line win.</source>
        <translation>这一行优先于命令行的 --%1，因为不带选项给出的文件最后读取，与 uWSGI 相同。要让命令行优先，请把 --%3 %2 写在 --%1 之前。</translation>
    </message>
    <message>
        <source>uWSGI has no such option%1 With strict, placeholders are written “set-placeholder = %2=…”.</source>
        <translation>uWSGI 没有这个选项%1 使用 strict 时，占位符要写成“set-placeholder = %2=…”。</translation>
    </message>
    <message>
        <source>uWSGI ignores this name; Retort reads it as %1. Write %1.</source>
        <translation>uWSGI 会忽略这个名称；Retort 把它读作 %1。请写 %1。</translation>
    </message>
    <message>
        <source>uWSGI has no such option; it is kept as a placeholder%1</source>
        <translation>uWSGI 没有这个选项；它作为占位符保留%1</translation>
    </message>
    <message>
        <source>the environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>FLASK_APP=%1 in %2.</source>
        <translation>%2 中有 FLASK_APP=%1。</translation>
    </message>
    <message>
        <source>%1 has %2.</source>
        <translation>%1 中有 %2。</translation>
    </message>
    <message>
        <source>%1 has the factory %2().</source>
        <translation>%1 中有工厂函数 %2()。</translation>
    </message>
    <message>
        <source>%1 holds an ASGI app (FastAPI, Starlette, Quart and the like need an ASGI server such as uvicorn). Retort serves WSGI apps: Flask, Django, Bottle, Falcon, Pyramid.</source>
        <translation>%1 中是 ASGI 应用（FastAPI、Starlette、Quart 等需要 uvicorn 这样的 ASGI 服务器）。Retort 运行 WSGI 应用：Flask、Django、Bottle、Falcon、Pyramid。</translation>
    </message>
    <message>
        <source> No app is in %1.</source>
        <translation> %1 中没有应用。</translation>
    </message>
    <message>
        <source>No WSGI app was found in %1: there is no uwsgi.ini, no FLASK_APP, and no %2.%3 Name it with -w module:callable or --wsgi-file FILE.</source>
        <translation>在 %1 中没有找到 WSGI 应用：没有 uwsgi.ini，没有 FLASK_APP，也没有 %2。%3 请用 -w module:callable 或 --wsgi-file FILE 指定。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>%1 has a section [uwsgi].</source>
        <translation>%1 中有 [uwsgi] 段。</translation>
    </message>
    <message>
        <source>%1 holds an ASGI app; Retort serves WSGI apps such as Flask and Django. Use an ASGI server such as uvicorn.</source>
        <translation>%1 中是 ASGI 应用；Retort 运行 Flask、Django 这样的 WSGI 应用。请使用 uvicorn 这样的 ASGI 服务器。</translation>
    </message>
    <message>
        <source>%1 was given.</source>
        <translation>已指定 %1。</translation>
    </message>
    <message>
        <source>%1 (from %2) does not exist. Make it with: python3 -m venv %1</source>
        <translation>%1（来自%2）不存在。可这样建立：python3 -m venv %1</translation>
    </message>
    <message>
        <source>%1 (from %2) is not a folder; it should be that of a virtual environment.</source>
        <translation>%1（来自%2）不是文件夹；它应当是虚拟环境的文件夹。</translation>
    </message>
    <message>
        <source>%1 (from %2) is not a virtual environment: there is no python in it. Make one with: python3 -m venv %1</source>
        <translation>%1（来自%2）不是虚拟环境：其中没有 python。可这样建立：python3 -m venv %1</translation>
    </message>
    <message>
        <source>The virtual environment %1 (from %2) is broken: its python points to %3, which is gone. Make it anew with: python3 -m venv --clear %1</source>
        <translation>虚拟环境 %1（来自%2）已损坏：它的 python 指向 %3，而后者已不存在。可这样重建：python3 -m venv --clear %1</translation>
    </message>
    <message>
        <source>%1 (from %2) may not be executed.</source>
        <translation>%1（来自%2）不允许执行。</translation>
    </message>
    <message>
        <source>%1 is %2; Retort needs CPython 3.11 or newer.</source>
        <translation>%1 是 %2；Retort 需要 CPython 3.11 或更新版本。</translation>
    </message>
    <message>
        <source>Install a newer one, or name a virtual environment with --home.</source>
        <translation>请安装较新的版本，或用 --home 指定虚拟环境。</translation>
    </message>
    <message>
        <source>Make the virtual environment anew with a newer Python.</source>
        <translation>请用较新的 Python 重建虚拟环境。</translation>
    </message>
    <message>
        <source>%1 is Python %2; Retort needs 3.11 or newer. %3</source>
        <translation>%1 是 Python %2；Retort 需要 3.11 或更新版本。%3</translation>
    </message>
    <message>
        <source>%1 is a free-threaded build of Python %2, which has no stable ABI. Use the usual build.</source>
        <translation>%1 是 Python %2 的自由线程版本，没有稳定的 ABI。请使用普通版本。</translation>
    </message>
    <message>
        <source>%1 It was found by %2.</source>
        <translation>%1 它是通过%2找到的。</translation>
    </message>
    <message>
        <source>. Passed over: </source>
        <translation>。已跳过：</translation>
    </message>
    <message>
        <source>No Python was found: no virtual environment in %1 or its parents, and no python3 on PATH. Install Python 3.11 or newer, or name a virtual environment with --home.</source>
        <translation>没有找到 Python：%1 及其上级文件夹中没有虚拟环境，PATH 中也没有 python3。请安装 Python 3.11 或更新版本，或用 --home 指定虚拟环境。</translation>
    </message>
    <message>
        <source>the option home</source>
        <translation>选项 home</translation>
    </message>
    <message>
        <source>the project folder</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>poetry&apos;s environment of %1</source>
        <translation>%1 的 poetry 环境</translation>
    </message>
    <message>
        <source>pipenv&apos;s environment of %1</source>
        <translation>%1 的 pipenv 环境</translation>
    </message>
    <message>
        <source>.python-version in %1</source>
        <translation>%1 中的 .python-version</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>无法启动 %1：%2。</translation>
    </message>
    <message>
        <source>%1 said nothing for %2 seconds.</source>
        <translation>%1 在 %2 秒内没有任何回应。</translation>
    </message>
    <message>
        <source>%1 does not work as a Python 3 interpreter%2</source>
        <translation>%1 不能作为 Python 3 解释器使用%2</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 不是文件夹。</translation>
    </message>
    <message>
        <source>the folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>[retort] has no such key. It knows allowed-hosts, dotenv, error-pages, ignore, on-error, reload, site-name, standby and watch.</source>
        <translation>[retort] 没有这个键。可用的键有 allowed-hosts、dotenv、error-pages、ignore、on-error、reload、site-name、standby 和 watch。</translation>
    </message>
    <message>
        <source>“%1” is neither full nor short.</source>
        <translation>“%1”既不是 full 也不是 short。</translation>
    </message>
    <message>
        <source>“%1” is neither page nor last-good.</source>
        <translation>“%1”既不是 page 也不是 last-good。</translation>
    </message>
    <message>
        <source>“%1” is neither on nor off. To reload a running site, use: retort reload NAME.</source>
        <translation>“%1”既不是 on 也不是 off。要重新加载正在运行的站点，请用：retort reload NAME。</translation>
    </message>
    <message>
        <source>uWSGI does not know this and Retort reads it only in the section [retort]. Move it there.</source>
        <translation>uWSGI 不认识它，而 Retort 只在 [retort] 段中读取它。请移到那里。</translation>
    </message>
    <message>
        <source>accepted: %1.</source>
        <translation>可接受：%1。</translation>
    </message>
    <message>
        <source>Retort does not do this: %1.</source>
        <translation>Retort 不支持：%1。</translation>
    </message>
    <message>
        <source>“%1” is part of the value: uWSGI has no comments behind values. Put it on a line of its own.</source>
        <translation>“%1”是值的一部分：uWSGI 的值后面没有注释。请把它单独写在一行。</translation>
    </message>
    <message>
        <source>uWSGI refuses to start when cheaper (%1) is not below processes (%2).</source>
        <translation>当 cheaper (%1) 不小于 processes (%2) 时，uWSGI 拒绝启动。</translation>
    </message>
    <message>
        <source>Retort serves both, but in uWSGI requests to http hang when another socket speaks HTTP as well. Use http-socket for both.</source>
        <translation>Retort 两者都提供，但在 uWSGI 中，如果另一个套接字也使用 HTTP，发往 http 的请求会一直挂起。两者都请用 http-socket。</translation>
    </message>
    <message>
        <source>%1 seconds must be more than min-worker-lifetime (%2).</source>
        <translation>%1 秒必须大于 min-worker-lifetime (%2)。</translation>
    </message>
    <message>
        <source>“%1” is not of the form /path=module:callable or /path=file.py.</source>
        <translation>“%1”不是 /path=module:callable 或 /path=file.py 的形式。</translation>
    </message>
    <message>
        <source>uWSGI mounts only file.py, file.wsgi and module:callable, and skips anything else without a word. Write %1=%2:%3.</source>
        <translation>uWSGI 只挂载 file.py、file.wsgi 和 module:callable，其他的会不作说明地跳过。请写 %1=%2:%3。</translation>
    </message>
    <message>
        <source>uWSGI gives the app a PATH_INFO without its slash when the mountpoint ends with one. Write %1=%2.</source>
        <translation>当挂载点以斜杠结尾时，uWSGI 交给应用的 PATH_INFO 缺少开头的斜杠。请写 %1=%2。</translation>
    </message>
    <message>
        <source>“%1” is not of the form NAME=value.</source>
        <translation>“%1”不是 NAME=value 的形式。</translation>
    </message>
    <message>
        <source>the quotation mark becomes part of the variable&apos;s name, as in uWSGI. Write it without quotes.</source>
        <translation>引号会成为变量名的一部分，与 uWSGI 相同。请不要写引号。</translation>
    </message>
    <message>
        <source>“%1” is not of the form Name: value.</source>
        <translation>“%1”不是 Name: value 的形式。</translation>
    </message>
    <message>
        <source>. Write the name alone.</source>
        <translation>。请只写名称。</translation>
    </message>
    <message>
        <source>Retort does not speak “%1”; it speaks uwsgi, http and http11.</source>
        <translation>Retort 不使用“%1”；它使用 uwsgi、http 和 http11。</translation>
    </message>
    <message>
        <source>“%1” is an abstract socket, which only Linux has. Write a path.</source>
        <translation>“%1”是抽象套接字，只有 Linux 才有。请写路径。</translation>
    </message>
    <message>
        <source>No address was given, so Retort listens on this computer only, at the first free port from %1.</source>
        <translation>没有给出地址，因此 Retort 只在本机监听，取从 %1 起的第一个空闲端口。</translation>
    </message>
    <message>
        <source>“%1” is not a mode of three octal digits such as 660 or 666.</source>
        <translation>“%1”不是 660 或 666 这样的三位八进制权限。</translation>
    </message>
    <message>
        <source>“%1” is not an octal mask such as 022.</source>
        <translation>“%1”不是 022 这样的八进制掩码。</translation>
    </message>
    <message>
        <source>served with %1 threads instead.</source>
        <translation>改用 %1 个线程运行。</translation>
    </message>
    <message>
        <source>%1 is more than the 65535 bytes a uwsgi packet can have; uWSGI uses 65535.</source>
        <translation>%1 超过了 uwsgi 数据包最多的 65535 字节；uWSGI 会用 65535。</translation>
    </message>
    <message>
        <source>with 0 bytes uWSGI refuses every request. Write 65535.</source>
        <translation>设为 0 字节时，uWSGI 会拒绝所有请求。请写 65535。</translation>
    </message>
    <message>
        <source>Retort reads commands from the first master-fifo only.</source>
        <translation>Retort 只从第一个 master-fifo 读取命令。</translation>
    </message>
    <message>
        <source>Retort does not send its log to the address %1; it goes to the terminal.</source>
        <translation>Retort 不把日志发往地址 %1；日志显示在终端中。</translation>
    </message>
    <message>
        <source>“%1” switches this on: for uWSGI only false, off, no and 0 mean no. Write true or false.</source>
        <translation>“%1”会打开它：对 uWSGI 来说，只有 false、off、no 和 0 表示否。请写 true 或 false。</translation>
    </message>
    <message>
        <source>there is no number here, which uWSGI reads as 0. Write the number.</source>
        <translation>这里没有数字，uWSGI 会读作 0。请写数字。</translation>
    </message>
    <message>
        <source>“%1” is read as %2; “%3” behind it is ignored. Write the number alone.</source>
        <translation>“%1”读作 %2；后面的“%3”被忽略。请只写数字。</translation>
    </message>
    <message>
        <source>“%1” is not a number, and uWSGI reads it as 0. Write the number you want.</source>
        <translation>“%1”不是数字，uWSGI 会读作 0。请写您想要的数字。</translation>
    </message>
    <message>
        <source>“%1” is not a number from %2 to %3.</source>
        <translation>“%1”不是 %2 到 %3 的数字。</translation>
    </message>
    <message>
        <source>“%1” is out of range; write a number from %2 to %3.</source>
        <translation>“%1”超出范围；请写 %2 到 %3 的数字。</translation>
    </message>
    <message>
        <source>%1 is out of range; write a number from %2 to %3.</source>
        <translation>%1 超出范围；请写 %2 到 %3 的数字。</translation>
    </message>
    <message>
        <source>this is no valid XML: %1</source>
        <translation>这不是有效的 XML：%1</translation>
    </message>
    <message>
        <source>there is no &lt;uwsgi%1&gt; in this file, so uWSGI would not start. Put the options inside one.</source>
        <translation>此文件中没有 &lt;uwsgi%1&gt;，因此 uWSGI 不会启动。请把选项放在其中。</translation>
    </message>
    <message>
        <source>an element inside an option: uWSGI crashes at it. Write &lt;%1&gt;value&lt;/%1&gt;.</source>
        <translation>选项里面又有元素：uWSGI 会因此崩溃。请写 &lt;%1&gt;value&lt;/%1&gt;。</translation>
    </message>
    <message>
        <source>blanks and line ends around the value are part of it, to uWSGI. Write &lt;%1&gt;value&lt;/%1&gt; without them.</source>
        <translation>值两边的空格和换行对 uWSGI 来说是值的一部分。请写 &lt;%1&gt;value&lt;/%1&gt;，不要带空格和换行。</translation>
    </message>
    <message>
        <source>a name that is a list or a reference is nothing an option can have.</source>
        <translation>作为名称的列表或引用，不可能是选项。</translation>
    </message>
    <message>
        <source>there is no “%1:” with options below it in this file, so nothing was read from it.</source>
        <translation>此文件中没有下面带选项的“%1:”，因此没有读取任何内容。</translation>
    </message>
    <message>
        <source>uWSGI does not see a name without a value. Write “%1: true”.</source>
        <translation>uWSGI 看不到没有值的名称。请写“%1: true”。</translation>
    </message>
    <message>
        <source>uWSGI does not know references. Write the value itself: %1.</source>
        <translation>uWSGI 不认识引用。请直接写值：%1。</translation>
    </message>
    <message>
        <source>a reference to anything but a single value is not read. Write the options themselves.</source>
        <translation>除单个值之外的引用不会被读取。请直接写出选项。</translation>
    </message>
    <message>
        <source>uWSGI takes what stands inside for options of their own. Write each of them one level up.</source>
        <translation>uWSGI 把里面的内容当作独立的选项。请把它们都移到上一级。</translation>
    </message>
    <message>
        <source>“%1:” is there twice; uWSGI reads the first one only. Put the options together.</source>
        <translation>“%1:”出现了两次；uWSGI 只读取第一个。请把选项放在一起。</translation>
    </message>
    <message>
        <source>uWSGI reads nothing between braces. Write one “name: value” a line below “%1:”.</source>
        <translation>uWSGI 不读取花括号里的内容。请在“%1:”下面每行写一个“name: value”。</translation>
    </message>
    <message>
        <source>uWSGI stops reading at “%1” and does not see what follows. Leave it out.</source>
        <translation>uWSGI 读到“%1”就停止，看不到后面的内容。请删去它。</translation>
    </message>
    <message>
        <source>this is no valid YAML: %1.</source>
        <translation>这不是有效的 YAML：%1。</translation>
    </message>
    <message>
        <source>this Retort was built without libyaml and reads no YAML. Build it where libyaml is installed, or write the options into an ini file.</source>
        <translation>这个 Retort 构建时没有 libyaml，不能读取 YAML。请在安装了 libyaml 的地方构建，或把选项写进 ini 文件。</translation>
    </message>
    <message>
        <source>Python %1 from %2 (%3)</source>
        <translation>Python %1（%2，%3）</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2中的 %1</translation>
    </message>
    <message>
        <source>the route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>the response type</source>
        <translation>响应类型</translation>
    </message>
    <message>
        <source>the text of headers</source>
        <translation>标头的文本</translation>
    </message>
    <message>
        <source>the request body</source>
        <translation>请求正文</translation>
    </message>
    <message>
        <source>the response body</source>
        <translation>响应正文</translation>
    </message>
    <message>
        <source>the output of a request</source>
        <translation>请求的输出</translation>
    </message>
    <message>
        <source>the exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>whether a request is watched</source>
        <translation>请求是否被关注</translation>
    </message>
    <message>
        <source>whether a request was held</source>
        <translation>请求是否等待过</translation>
    </message>
    <message>
        <source>whether a request is running</source>
        <translation>请求是否正在运行</translation>
    </message>
    <message>
        <source>A filter may have at most %1 characters.</source>
        <translation>筛选条件最多 %1 个字符。</translation>
    </message>
    <message>
        <source>This “)” closes nothing.</source>
        <translation>这个“)”没有对应的左括号。</translation>
    </message>
    <message>
        <source>There is nothing between these parentheses.</source>
        <translation>这对括号之间没有内容。</translation>
    </message>
    <message>
        <source>“|” needs a term on both sides.</source>
        <translation>“|”两边都需要条件。</translation>
    </message>
    <message>
        <source>“-” needs a term after it.</source>
        <translation>“-”后面需要条件。</translation>
    </message>
    <message>
        <source>There are more than %1 parentheses in each other here.</source>
        <translation>这里的括号嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>This “(” is not closed.</source>
        <translation>这个“(”没有闭合。</translation>
    </message>
    <message>
        <source>There is no filter “%1:”. Text with a colon in it goes between quotes.</source>
        <translation>没有“%1:”这种筛选。含冒号的文本请写在引号里。</translation>
    </message>
    <message>
        <source>“%1:” cannot be asked: %2 is not recorded yet.</source>
        <translation>不能查询“%1:”：尚未记录%2。</translation>
    </message>
    <message>
        <source>“%1:” needs a value, such as %2.</source>
        <translation>“%1:”需要一个值，例如 %2。</translation>
    </message>
    <message>
        <source>“%1:” cannot read “%2”. Write it like %3.</source>
        <translation>“%1:”无法理解“%2”。请写成 %3。</translation>
    </message>
    <message>
        <source>There was no reload yet.</source>
        <translation>还没有重新加载过。</translation>
    </message>
    <message>
        <source>“is:” does not know “%1”. It knows error, slow, replay, watched, held, running and asset.</source>
        <translation>“is:”不认识“%1”。可用的有 error、slow、replay、watched、held、running 和 asset。</translation>
    </message>
    <message>
        <source>“is:%1” cannot be asked: %2 is not recorded yet.</source>
        <translation>不能查询“is:%1”：尚未记录%2。</translation>
    </message>
    <message>
        <source>“header:” needs the name of a header, such as x-id or x-id=7.</source>
        <translation>“header:”需要标头名称，例如 x-id 或 x-id=7。</translation>
    </message>
    <message>
        <source>This is no regular expression: %1.</source>
        <translation>这不是正则表达式：%1。</translation>
    </message>
    <message>
        <source>This quote is not closed.</source>
        <translation>这个引号没有闭合。</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::AppEditor</name>
    <message>
        <source>found by itself</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <source>found by itself: %1</source>
        <translation>自动找到：%1</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::Changes</name>
    <message>
        <source>address change</source>
        <translation>更改地址</translation>
    </message>
    <message>
        <source>limit change</source>
        <translation>更改限制</translation>
    </message>
    <message>
        <source>file change</source>
        <translation>更改文件</translation>
    </message>
    <message>
        <source>log change</source>
        <translation>更改日志</translation>
    </message>
    <message>
        <source>rule change</source>
        <translation>更改规则</translation>
    </message>
    <message>
        <source>port change</source>
        <translation>更改端口</translation>
    </message>
    <message>
        <source>name change</source>
        <translation>更改名称</translation>
    </message>
    <message>
        <source>page change</source>
        <translation>更改页面</translation>
    </message>
    <message>
        <source>watch change</source>
        <translation>更改监视</translation>
    </message>
    <message>
        <source>folder change</source>
        <translation>更改文件夹</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 处更改</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 处更改</translation>
    </message>
    <message>
        <source> · %1 needs a restart</source>
        <translation> · %1需要重新启动</translation>
    </message>
    <message>
        <source> · %1 and %2 need a restart</source>
        <translation> · %1和%2需要重新启动</translation>
    </message>
    <message>
        <source> · %1 of them need a restart</source>
        <translation> · 其中 %1 处需要重新启动</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::FieldRow</name>
    <message>
        <source>Show the line</source>
        <translation>显示该行</translation>
    </message>
    <message>
        <source>Set for always</source>
        <translation>始终生效</translation>
    </message>
    <message>
        <source>Adds a line behind the condition, which counts in every case</source>
        <translation>在条件之后添加一行，任何情况下都生效</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::Fields</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where the app starts; its own relative paths begin here. %d is the folder of this file.</source>
        <translation>应用在此启动，它的相对路径也以此为起点。%d 是此文件所在的文件夹。</translation>
    </message>
    <message>
        <source>folder of this file</source>
        <translation>此文件所在的文件夹</translation>
    </message>
    <message>
        <source>App</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>A module to import, such as shop.wsgi, or a Python file. The list shows what was found in the folder.</source>
        <translation>要导入的模块，例如 shop.wsgi，或者一个 Python 文件。列表显示在文件夹中找到的内容。</translation>
    </message>
    <message>
        <source>Callable</source>
        <translation>可调用对象</translation>
    </message>
    <message>
        <source>The variable of the module that is the app. A factory is written behind the module: shop:create_app(&apos;dev&apos;).</source>
        <translation>模块中作为应用的变量。应用工厂写在模块之后：shop:create_app(&apos;dev&apos;)。</translation>
    </message>
    <message>
        <source>application, app or create_app()</source>
        <translation>application、app 或 create_app()</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>The virtual environment whose packages the app sees. Without one Retort looks in the project folder.</source>
        <translation>应用所使用的虚拟环境。未设置时，Retort 会在项目文件夹中查找。</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <source>Extra paths</source>
        <translation>额外路径</translation>
    </message>
    <message>
        <source>Folders to put first in sys.path. The last one comes first, as in uWSGI.</source>
        <translation>放在 sys.path 最前面的文件夹。与 uWSGI 一样，最后一个排在最前。</translation>
    </message>
    <message>
        <source>Mounted apps</source>
        <translation>挂载的应用</translation>
    </message>
    <message>
        <source>Further apps, each below a path of its own: a module, or a Python file.</source>
        <translation>其他应用，各自位于自己的路径下：模块或 Python 文件。</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Where browsers reach the site. On this network, anyone nearby can open it.</source>
        <translation>浏览器访问站点的端口。选择“本地网络”后，附近的任何人都可以打开它。</translation>
    </message>
    <message>
        <source>a free one</source>
        <translation>空闲端口</translation>
    </message>
    <message>
        <source>uwsgi socket</source>
        <translation>uwsgi 套接字</translation>
    </message>
    <message>
        <source>For nginx or Apache in front: an address such as 127.0.0.1:3031, or a path such as app.sock.</source>
        <translation>供前端的 nginx 或 Apache 使用：地址（如 127.0.0.1:3031）或路径（如 app.sock）。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the site is called in the list and in retort ps.</source>
        <translation>站点在列表和 retort ps 中的名称。</translation>
    </message>
    <message>
        <source>name of the folder</source>
        <translation>文件夹名称</translation>
    </message>
    <message>
        <source>Allowed hosts</source>
        <translation>允许的主机</translation>
    </message>
    <message>
        <source>Host names the site answers to besides localhost while it is on this computer only; * is any.</source>
        <translation>站点仅限本机访问时，除 localhost 外还响应的主机名；* 表示任意。</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Each is a Python of its own and loads the app itself. One is enough for debugging.</source>
        <translation>每个进程都是独立的 Python，并各自加载应用。调试时一个就够了。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Requests each process answers at once. With one, a slow request holds up the others.</source>
        <translation>每个进程同时处理的请求数。只有一个时，缓慢的请求会阻塞其他请求。</translation>
    </message>
    <message>
        <source>Load the app in each process</source>
        <translation>在每个进程中加载应用</translation>
    </message>
    <message>
        <source>Retort always does; real uWSGI loads it once and forks, unless this is on.</source>
        <translation>Retort 始终如此；真正的 uWSGI 只加载一次然后 fork，除非打开此项。</translation>
    </message>
    <message>
        <source>Replace after</source>
        <translation>达到后替换</translation>
    </message>
    <message>
        <source>A process is replaced after so many requests, which hides leaks of memory. 0 is never.</source>
        <translation>进程处理这么多请求后会被替换，从而掩盖内存泄漏。0 表示从不。</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>个请求</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Replace above</source>
        <translation>超过后替换</translation>
    </message>
    <message>
        <source>A process is replaced when it takes more memory. 0 is never.</source>
        <translation>进程占用的内存超过此值时会被替换。0 表示从不。</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Look for changes every</source>
        <translation>检查更改的间隔</translation>
    </message>
    <message>
        <source>For real uWSGI: seconds between looks at the files of the app. 0 is off.</source>
        <translation>用于真正的 uWSGI：检查应用文件的间隔秒数。0 表示关闭。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Also watch</source>
        <translation>额外监视</translation>
    </message>
    <message>
        <source>Patterns of files whose change reloads the app, besides its own: config/*.toml</source>
        <translation>除应用自身的文件外，更改后也会重新加载应用的文件模式：config/*.toml</translation>
    </message>
    <message>
        <source>Do not watch</source>
        <translation>不监视</translation>
    </message>
    <message>
        <source>Patterns of files whose change does not matter: generated/*</source>
        <translation>更改后无需理会的文件模式：generated/*</translation>
    </message>
    <message>
        <source>When the import fails</source>
        <translation>导入失败时</translation>
    </message>
    <message>
        <source>What visitors get until the error is fixed. Retort loads again when you save.</source>
        <translation>错误修复之前访问者看到的内容。保存后 Retort 会重新加载。</translation>
    </message>
    <message>
        <source>Keep a process ready</source>
        <translation>预热备用进程</translation>
    </message>
    <message>
        <source>A spare process has the packages loaded, so that a reload takes a moment only. It costs the memory of one process.</source>
        <translation>备用进程已加载好软件包，因此重新加载只需片刻。代价是多占一个进程的内存。</translation>
    </message>
    <message>
        <source>Reload on touch of</source>
        <translation>触碰时重新加载</translation>
    </message>
    <message>
        <source>Files whose change reloads the app, in uWSGI as well.</source>
        <translation>更改后会重新加载应用的文件，在 uWSGI 中也一样。</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>The variables of this file beat those of your shell, and these beat .env and .flaskenv.</source>
        <translation>此文件中的变量优先于 shell 中的变量，后者又优先于 .env 和 .flaskenv。</translation>
    </message>
    <message>
        <source>Read .env and .flaskenv</source>
        <translation>读取 .env 和 .flaskenv</translation>
    </message>
    <message>
        <source>As flask run does. Real uWSGI does not read them.</source>
        <translation>与 flask run 一样。真正的 uWSGI 不读取它们。</translation>
    </message>
    <message>
        <source>Remove variables</source>
        <translation>移除变量</translation>
    </message>
    <message>
        <source>Names of variables of your shell the app must not see.</source>
        <translation>应用不应看到的 shell 变量名称。</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Files below a URL, served without asking the app. Retort does not serve them yet: the app gets these requests.</source>
        <translation>某个 URL 下无需经过应用即可提供的文件。Retort 尚不提供它们：这些请求会交给应用。</translation>
    </message>
    <message>
        <source>Cache time</source>
        <translation>缓存时间</translation>
    </message>
    <message>
        <source>A pattern of paths and the seconds browsers may keep these files: /static/.* 3600. For real uWSGI.</source>
        <translation>路径模式，以及浏览器可以保留这些文件的秒数：/static/.* 3600。用于真正的 uWSGI。</translation>
    </message>
    <message>
        <source>Request time</source>
        <translation>请求时限</translation>
    </message>
    <message>
        <source>A request that takes longer gets 504 and its process is replaced. 0 is any time, which leaves room for a debugger.</source>
        <translation>超时的请求会得到 504，其进程会被替换。0 表示不限时，便于使用调试器。</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>不限时</translation>
    </message>
    <message>
        <source>Body size</source>
        <translation>正文大小</translation>
    </message>
    <message>
        <source>The client gets 413 for a request body above that. 0 is 1 GiB.</source>
        <translation>请求正文超过此值时，客户端会得到 413。0 表示 1 GiB。</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>1 GiB</source>
        <translation>1 GiB</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>头部大小</translation>
    </message>
    <message>
        <source>Room for the headers of a request in real uWSGI, 4096 by default. Retort always has 65535.</source>
        <translation>真正的 uWSGI 为请求头部预留的空间，默认 4096。Retort 始终为 65535。</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保持连接</translation>
    </message>
    <message>
        <source>How long a connection without a request stays open.</source>
        <translation>没有请求的连接保持打开的时间。</translation>
    </message>
    <message>
        <source>Silence of the app</source>
        <translation>应用静默时间</translation>
    </message>
    <message>
        <source>The client gets 504 when the app sends nothing for so long. 0 is any time.</source>
        <translation>应用在这段时间内没有发送任何内容时，客户端会得到 504。0 表示不限时。</translation>
    </message>
    <message>
        <source>Silence of the client</source>
        <translation>客户端静默时间</translation>
    </message>
    <message>
        <source>How long to wait for the next piece of a request body.</source>
        <translation>等待请求正文下一部分的时间。</translation>
    </message>
    <message>
        <source>A line per request</source>
        <translation>每个请求一行</translation>
    </message>
    <message>
        <source>Turned off, only errors and messages are printed.</source>
        <translation>关闭后只输出错误和消息。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Text with variables such as %(method) and %(uri). The line under it is an example.</source>
        <translation>带有 %(method)、%(uri) 等变量的文本。下方一行是示例。</translation>
    </message>
    <message>
        <source>uWSGI&apos;s line</source>
        <translation>uWSGI 的默认格式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where the log goes instead of the terminal.</source>
        <translation>日志的去处，取代终端。</translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Memory in each line</source>
        <translation>每行显示内存</translation>
    </message>
    <message>
        <source>Each request line begins with the memory of its process.</source>
        <translation>每个请求行以其进程的内存占用开头。</translation>
    </message>
    <message>
        <source>Show the error page</source>
        <translation>显示错误页面</translation>
    </message>
    <message>
        <source>Keep the last version that worked</source>
        <translation>保留上一个可用版本</translation>
    </message>
    <message>
        <source>Full, with the traceback for this computer</source>
        <translation>完整，对本机显示错误堆栈</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>简短</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Static files</source>
        <translation>静态文件</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Logging</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>kept, not used by Retort; uWSGI does not know it either</source>
        <translation>已保留，Retort 不使用；uWSGI 也不认识它</translation>
    </message>
    <message>
        <source>kept, not used by Retort: %1</source>
        <translation>已保留，Retort 不使用：%1</translation>
    </message>
    <message>
        <source>Retort cannot serve with it: %1</source>
        <translation>Retort 无法使用此项提供服务：%1</translation>
    </message>
    <message>
        <source>has no effect here; it belongs into the section [retort]</source>
        <translation>在此处无效；它应位于 [retort] 节</translation>
    </message>
    <message>
        <source>used by Retort; change it in the text</source>
        <translation>由 Retort 使用；请在文本中更改</translation>
    </message>
    <message>
        <source>kept, not used by Retort</source>
        <translation>已保留，Retort 不使用</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::FindingView</name>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::FormatEditor</name>
    <message>
        <source>Client address</source>
        <translation>客户端地址</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Path and query</source>
        <translation>路径和查询</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Bytes of the body</source>
        <translation>正文字节数</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>Microseconds</source>
        <translation>微秒</translation>
    </message>
    <message>
        <source>Time, as Apache writes it</source>
        <translation>时间（Apache 格式）</translation>
    </message>
    <message>
        <source>Time, as uWSGI writes it</source>
        <translation>时间（uWSGI 格式）</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Referring page</source>
        <translation>来源页面</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>variables</source>
        <translation>变量</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::HttpAddressEditor</name>
    <message>
        <source>Pick a free one</source>
        <translation>选择空闲端口</translation>
    </message>
    <message>
        <source>reach</source>
        <translation>访问范围</translation>
    </message>
    <message>
        <source>pick a free one</source>
        <translation>选择空闲端口</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>this network</source>
        <translation>本地网络</translation>
    </message>
    <message>
        <source>All ports near %1 are in use. Type another one.</source>
        <translation>%1 附近的端口都被占用。请输入其他端口。</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::IniEditor</name>
    <message>
        <source>Text of the ini file</source>
        <translation>ini 文件的文本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::IniPane</name>
    <message>
        <source>Back to editing</source>
        <translation>返回编辑</translation>
    </message>
    <message>
        <source>%1, as saved</source>
        <translation>%1，已保存</translation>
    </message>
    <message>
        <source>%1, one line not saved</source>
        <translation>%1，有 1 行未保存</translation>
    </message>
    <message>
        <source>%1, %2 lines not saved</source>
        <translation>%1，有 %2 行未保存</translation>
    </message>
    <message>
        <source>− on disk   + here</source>
        <translation>− 磁盘上   + 此处</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::ListEditor</name>
    <message>
        <source>%1, only with “%2” (line %3)</source>
        <translation>%1，仅在“%2”时（第 %3 行）</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::MessageBar</name>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::NumberEditor</name>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>%1 %2 (default)</source>
        <translation>%1 %2（默认）</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1（默认）</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::PairsEditor</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>only with %1</source>
        <translation>仅在 %1 时</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>shell</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>does not count</source>
        <translation>不生效</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::PathEditor</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::ProjectScan</name>
    <message>
        <source>%1 (in project)</source>
        <translation>%1（项目内）</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::PythonEditor</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <source>found by itself: %1</source>
        <translation>自动找到：%1</translation>
    </message>
    <message>
        <source>Virtual environment</source>
        <translation>虚拟环境</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::RowFindings</name>
    <message>
        <source>Move the comment above</source>
        <translation>把注释移到上一行</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>写为 %1</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>改为 %1</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>删除这一行</translation>
    </message>
    <message>
        <source>Move to [retort]</source>
        <translation>移到 [retort]</translation>
    </message>
    <message>
        <source>The line has changed in the meantime.</source>
        <translation>这一行在此期间已被更改。</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::SecretLine</name>
    <message>
        <source>Show the value</source>
        <translation>显示值</translation>
    </message>
    <message>
        <source>Show the value (Alt+Down)</source>
        <translation>显示值 (Alt+Down)</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::SettingsForm</name>
    <message>
        <source>Debug 1×1</source>
        <translation>调试 1×1</translation>
    </message>
    <message>
        <source>One process with one thread: a debugger stops everything</source>
        <translation>一个进程、一个线程：调试器会暂停一切</translation>
    </message>
    <message>
        <source>Like production</source>
        <translation>如生产环境</translation>
    </message>
    <message>
        <source>Two processes with four threads: what is shared by accident shows</source>
        <translation>两个进程、各四个线程：意外共享的内容会暴露出来</translation>
    </message>
    <message>
        <source>%1 — %2 kept</source>
        <translation>%1 — 保留 %2 项</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source> (only with %1)</source>
        <translation>（仅在 %1 时）</translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>已折叠</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::SettingsModel</name>
    <message>
        <source>change of %1</source>
        <translation>更改“%1”</translation>
    </message>
    <message>
        <source>change of workers</source>
        <translation>更改工作进程</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>There is no file to save to.</source>
        <translation>没有可以保存到的文件。</translation>
    </message>
    <message>
        <source>loading from disk</source>
        <translation>从磁盘加载</translation>
    </message>
    <message>
        <source>Line %1: %2 begins inside the %3 of line %4. uWSGI knows no blocks inside blocks; close that one first.</source>
        <translation>第 %1 行：%2 位于第 %4 行的 %3 之内。uWSGI 不支持嵌套块；请先结束外层块。</translation>
    </message>
    <message>
        <source>Line %1: this %2 has no end. Close it with “endif =”.</source>
        <translation>第 %1 行：此处的 %2 没有结束。请用“endif =”结束它。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is no section header. Write it as [%3], alone on its line.</source>
        <translation>第 %1 行：“%2”不是节标题。请单独一行写成 [%3]。</translation>
    </message>
    <message>
        <source>Line %1 stands before any section and is ignored. Put [%2] above it.</source>
        <translation>第 %1 行位于所有节之前，会被忽略。请在其上方加上 [%2]。</translation>
    </message>
</context>
<context>
    <name>Retort::Ui::SettingsTab</name>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Show the text of the file</source>
        <translation>显示文件的文本</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>%1 cannot be opened</source>
        <translation>无法打开 %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>There is no %1 yet</source>
        <translation>还没有 %1</translation>
    </message>
    <message>
        <source>%1 Retort can write a file that serves it, with the reason beside each line. uWSGI reads it as well.</source>
        <translation>%1 Retort 可以写出一个用于运行它的文件，并在每行旁注明理由。uWSGI 也能读取它。</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>Begin with an empty one</source>
        <translation>从空文件开始</translation>
    </message>
    <message>
        <source>%1 changed on disk, and you have changes here.</source>
        <translation>%1 在磁盘上已更改，而您在此处也有更改。</translation>
    </message>
    <message>
        <source>Load changes</source>
        <translation>载入更改</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>%1 was deleted. What you see is only here.</source>
        <translation>%1 已被删除。您看到的内容只存在于此处。</translation>
    </message>
    <message>
        <source>Write it again</source>
        <translation>重新写入</translation>
    </message>
    <message>
        <source>%1 The form waits with what it showed before.</source>
        <translation>%1 表单暂时保持之前的内容。</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>显示文本</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>No setting matches “%1”.</source>
        <translation>没有设置符合“%1”。</translation>
    </message>
</context>
<context>
    <name>Retort::Window::AddressPill</name>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>All addresses</source>
        <translation>所有地址</translation>
    </message>
</context>
<context>
    <name>Retort::Window::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
</context>
<context>
    <name>Retort::Window::MainWindow</name>
    <message>
        <source>State of the site</source>
        <translation>站点状态</translation>
    </message>
    <message>
        <source>Answers with 5xx since the start: show them</source>
        <translation>启动以来的 5xx 响应：点击查看</translation>
    </message>
    <message>
        <source>No sites</source>
        <translation>没有站点</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 个错误</translation>
    </message>
    <message>
        <source>%1 – Retort</source>
        <translation>%1 – Retort</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制站点</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>侧边栏</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>New site…</source>
        <translation>新建站点…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Attach to a running server…</source>
        <translation>连接到运行中的服务器…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;Site</source>
        <translation>站点(&amp;S)</translation>
    </message>
    <message>
        <source>Workers…</source>
        <translation>工作进程…</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>请求(&amp;R)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Next site</source>
        <translation>下一个站点</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About Retort</source>
        <translation>关于 Retort</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Choose the project folder</source>
        <translation>选择项目文件夹</translation>
    </message>
    <message>
        <source>The address was copied.</source>
        <translation>地址已复制。</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Open an app file or an ini</source>
        <translation>打开应用文件或 ini 文件</translation>
    </message>
    <message>
        <source>Python and ini files (*.py *.ini)</source>
        <translation>Python 和 ini 文件 (*.py *.ini)</translation>
    </message>
    <message>
        <source>Record requests</source>
        <translation>记录请求</translation>
    </message>
    <message>
        <source>Next marker</source>
        <translation>下一个标记</translation>
    </message>
    <message>
        <source>Previous marker</source>
        <translation>上一个标记</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>启动或停止</translation>
    </message>
    <message>
        <source>Open terminal here</source>
        <translation>在此打开终端</translation>
    </message>
    <message>
        <source>Undo clear or delete</source>
        <translation>撤销清空或删除</translation>
    </message>
    <message>
        <source>Large chart</source>
        <translation>大图表</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Open a project folder…</source>
        <translation>打开项目文件夹…</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>命令…</translation>
    </message>
    <message>
        <source>Previous site</source>
        <translation>上一个站点</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Tab %1</source>
        <translation>标签页 %1</translation>
    </message>
    <message>
        <source>Site %1</source>
        <translation>站点 %1</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>窗口的下一部分</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>窗口的上一部分</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Retort::Window::Sidebar</name>
    <message>
        <source>Sites</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>New site (Ctrl+N)</source>
        <translation>新建站点 (Ctrl+N)</translation>
    </message>
    <message>
        <source>New site</source>
        <translation>新建站点</translation>
    </message>
    <message>
        <source>No sites</source>
        <translation>没有站点</translation>
    </message>
</context>
<context>
    <name>Retort::Window::SingleInstance</name>
    <message>
        <source>Another window of Retort is open, and does not answer at %1: %2.</source>
        <translation>另一个 Retort 窗口已打开，但在 %1 没有响应：%2。</translation>
    </message>
</context>
<context>
    <name>Retort::Window::SiteActions</name>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Choose the app</source>
        <translation>选择应用</translation>
    </message>
    <message>
        <source>module:callable or file.py</source>
        <translation>模块:可调用对象 或 file.py</translation>
    </message>
    <message>
        <source>Choose the Python</source>
        <translation>选择 Python</translation>
    </message>
    <message>
        <source>Folder of a virtual environment</source>
        <translation>虚拟环境的文件夹</translation>
    </message>
    <message>
        <source>%1 was removed from the list. Its files are as they were.</source>
        <translation>%1 已从列表中移除，其文件未作改动。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>The report was copied. Secrets are masked.</source>
        <translation>报告已复制，机密内容已遮盖。</translation>
    </message>
    <message>
        <source>Details of %1</source>
        <translation>%1 的详细信息</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Worker %1 of %2</source>
        <translation>%2 的工作进程 %1</translation>
    </message>
    <message>
        <source>What its threads are doing. The innermost call comes last.</source>
        <translation>各线程正在做什么。最内层的调用在最后。</translation>
    </message>
    <message>
        <source>No thread runs Python code: the worker waits for requests.</source>
        <translation>没有线程在运行 Python 代码：工作进程正在等待请求。</translation>
    </message>
    <message>
        <source>Stopping %1 …</source>
        <translation>正在停止 %1 …</translation>
    </message>
    <message>
        <source>%1 was stopped.</source>
        <translation>%1 已停止。</translation>
    </message>
    <message>
        <source>%1 did not let go, so worker %2 was replaced. Other requests on it may finish.</source>
        <translation>%1 没有停下，因此工作进程 %2 已被替换。其上的其他请求可以继续完成。</translation>
    </message>
    <message>
        <source>%1: as it was loaded, and as it is on disk</source>
        <translation>%1：加载时的内容与磁盘上的内容</translation>
    </message>
    <message>
        <source>“-” stood there when it was loaded, “+” stands there now.</source>
        <translation>“-”是加载时的内容，“+”是现在的内容。</translation>
    </message>
    <message>
        <source>Load changes</source>
        <translation>加载更改</translation>
    </message>
</context>
<context>
    <name>Retort::Window::SitePage</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>a free port</source>
        <translation>空闲端口</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
</context>
<context>
    <name>Retort::Window::Tray</name>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>全部启动</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>Show window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Retort::Window::WorkerSquares</name>
    <message>
        <source>%1 of %2 threads are busy</source>
        <translation>%2 个线程中有 %1 个忙碌</translation>
    </message>
    <message>
        <source>Click for the workers</source>
        <translation>点击查看工作进程</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>worker %1: %2 %3</source>
        <translation>工作进程 %1：%2 %3</translation>
    </message>
    <message>
        <source>%1 for more than half a second</source>
        <translation>其中 %1 个已超过半秒</translation>
    </message>
</context>
<context>
    <name>Sample</name>
    <message>
        <source>The sample cannot be written to %1.</source>
        <translation>无法将示例写入 %1。</translation>
    </message>
</context>
<context>
    <name>SiteReport</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Started with</source>
        <translation>启动命令</translation>
    </message>
    <message>
        <source>App</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Process of the server</source>
        <translation>服务器进程</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>%1, of these %2 with an error</source>
        <translation>%1，其中 %2 个出错</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>%1 running, %2 waiting</source>
        <translation>%1 个正在处理，%2 个在等待</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>a save reloads the app</source>
        <translation>保存后重新加载应用</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>未监视</translation>
    </message>
</context>
<context>
    <name>Sites</name>
    <message>
        <source>No address with port %1 stands in %2.</source>
        <translation>%2 中没有使用端口 %1 的地址。</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Open in editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Retort reloads when you save.</source>
        <translation>保存后 Retort 会重新加载。</translation>
    </message>
    <message>
        <source>Reload when it is mended.</source>
        <translation>修复后请重新加载。</translation>
    </message>
    <message>
        <source>Show output</source>
        <translation>查看输出</translation>
    </message>
    <message>
        <source>%1 line %2</source>
        <translation>%1 第 %2 行</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
    <message>
        <source>Serving load %1 from %2.</source>
        <translation>正在使用 %2 的第 %1 次加载。</translation>
    </message>
    <message>
        <source>%1 The new code has an error: %2</source>
        <translation>%1新代码有错误：%2</translation>
    </message>
    <message>
        <source>%1 The new code has an error in %2 line %3.</source>
        <translation>%1新代码在 %2 第 %3 行有错误。</translation>
    </message>
    <message>
        <source>%1 The new code has an error in %2.</source>
        <translation>%1新代码在 %2 中有错误。</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>No module named `%1` in %2.</source>
        <translation>在 %2 中找不到模块 `%1`。</translation>
    </message>
    <message>
        <source>Copy install command</source>
        <translation>复制安装命令</translation>
    </message>
    <message>
        <source>Choose another Python</source>
        <translation>选择其他 Python</translation>
    </message>
    <message>
        <source>`%1` has no WSGI app.</source>
        <translation>`%1` 中没有 WSGI 应用。</translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>找到：%1。</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Two apps in `%1`: %2. Which one?</source>
        <translation>`%1` 中有两个应用：%2。使用哪一个？</translation>
    </message>
    <message>
        <source>%1 apps in `%2`: %3. Which one?</source>
        <translation>`%2` 中有 %1 个应用：%3。使用哪一个？</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>1 process</source>
        <translation>1 个进程</translation>
    </message>
    <message>
        <source>%1 processes</source>
        <translation>%1 个进程</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 个线程</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>%1 (pid %2)</source>
        <translation>%1（pid %2）</translation>
    </message>
    <message>
        <source>Port %1 is used by %2.</source>
        <translation>端口 %1 被 %2 占用。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Stop %1…</source>
        <translation>停止 %1…</translation>
    </message>
    <message>
        <source>Ports under 1024 need administrator rights.</source>
        <translation>1024 以下的端口需要管理员权限。</translation>
    </message>
    <message>
        <source>The server process ended before it served.</source>
        <translation>服务器进程在提供服务之前就结束了。</translation>
    </message>
    <message>
        <source>signal %1</source>
        <translation>信号 %1</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>The server process ended unexpectedly (%1).</source>
        <translation>服务器进程意外结束（%1）。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>No connection to %1 since %2. Trying again in %3 s.</source>
        <translation>自 %2 起与 %1 失去连接。%3 秒后重试。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Workers stop within 1 s of starting (%1 times). Retort waits.</source>
        <translation>工作进程启动后 1 秒内就停止（%1 次）。Retort 正在等待。</translation>
    </message>
    <message>
        <source>Start one worker only</source>
        <translation>只启动一个工作进程</translation>
    </message>
    <message>
        <source>Importing the app … %1</source>
        <translation>正在导入应用… %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Loading the app again</source>
        <translation>正在重新加载应用</translation>
    </message>
    <message>
        <source>Loading changes in %1</source>
        <translation>正在加载 %1 的更改</translation>
    </message>
    <message>
        <source>%1, 1 request held</source>
        <translation>%1，1 个请求等待中</translation>
    </message>
    <message>
        <source>%1, %2 requests held</source>
        <translation>%1，%2 个请求等待中</translation>
    </message>
    <message>
        <source>`%1` changed on disk.</source>
        <translation>`%1` 在磁盘上已更改。</translation>
    </message>
    <message>
        <source>Load changes</source>
        <translation>加载更改</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>old code</source>
        <translation>旧代码</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Stopping: requests that run are finished first</source>
        <translation>正在停止：先完成处理中的请求</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>Ended unexpectedly</source>
        <translation>意外结束</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Running old code</source>
        <translation>正在运行旧代码</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>load %1 in %2 ms</source>
        <translation>第 %1 次加载，%2 毫秒</translation>
    </message>
    <message>
        <source>Show error page instead</source>
        <translation>改为显示错误页面</translation>
    </message>
    <message>
        <source>Serve load %1 again</source>
        <translation>重新使用第 %1 次加载的代码</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>segmentation fault</source>
        <translation>段错误</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>异常中止</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>算术错误</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>非法指令</translation>
    </message>
    <message>
        <source>bus error</source>
        <translation>总线错误</translation>
    </message>
    <message>
        <source>killed, perhaps because memory ran out</source>
        <translation>被强制结束，可能是内存不足</translation>
    </message>
    <message>
        <source>macOS AirPlay Receiver</source>
        <translation>macOS 隔空播放接收器</translation>
    </message>
    <message>
        <source>%1 (pid %2, %3)</source>
        <translation>%1（pid %2，%3）</translation>
    </message>
    <message>
        <source>Importing `%1` … %2</source>
        <translation>正在导入 `%1` … %2</translation>
    </message>
    <message>
        <source>%1 in `%2`</source>
        <translation>`%2` 中的%1</translation>
    </message>
    <message>
        <source>%1 in `%2` line %3</source>
        <translation>`%2` 第 %3 行的%1</translation>
    </message>
    <message>
        <source>Worker %1 stopped: %2.</source>
        <translation>工作进程 %1 已停止：%2。</translation>
    </message>
    <message>
        <source>It was replaced.</source>
        <translation>它已被替换。</translation>
    </message>
    <message>
        <source>It was replaced; 1 request failed.</source>
        <translation>它已被替换；1 个请求失败。</translation>
    </message>
    <message>
        <source>It was replaced; %1 requests failed.</source>
        <translation>它已被替换；%1 个请求失败。</translation>
    </message>
    <message>
        <source>%1 %2 has run for %3 on worker %4.</source>
        <translation>%1 %2 已在工作进程 %4 上运行 %3。</translation>
    </message>
    <message>
        <source>Show stack</source>
        <translation>显示调用栈</translation>
    </message>
    <message>
        <source>Stop request</source>
        <translation>停止请求</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
</context>
<context>
    <name>TextDialogs</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About Retort</source>
        <translation>关于 Retort</translation>
    </message>
    <message>
        <source>Qt %1 on %2</source>
        <translation>Qt %1，%2</translation>
    </message>
    <message>
        <source>A development server for Python web apps that runs them as uWSGI does.</source>
        <translation>以 uWSGI 的方式运行 Python Web 应用的开发服务器。</translation>
    </message>
    <message>
        <source>Apache License 2.0. The window uses Qt under the LGPL 3.</source>
        <translation>Apache 许可证 2.0。窗口使用基于 LGPL 3 的 Qt。</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
